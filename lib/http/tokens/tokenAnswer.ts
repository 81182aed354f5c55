import * as t from 'io-ts';
import { DecodeError } from '../../errors/DecodeError.js';
import { decodeWith } from '../../model/decodeWith.js';
import { jsonIn } from '../../model/jsonIn.js';
import { BearerToken } from './BearerToken.js';
import { TOKEN_OPERATION } from './TOKEN_OPERATION.js';

/** What a token endpoint answers; unknown fields pass. Source: RFC 6749 §5.1 */
export const TokenAnswer = t.intersection(
  [
    t.type({ access_token: BearerToken }),
    t.partial({
      /** Number or digits; read by `lifeMsOf`. Source: RFC 6749 §5.1 */
      expires_in: t.unknown,
      /** Rotated or not; absent in what clients of the password grant have seen. Source: RFC 6749 §6 */
      refresh_token: t.union([t.string, t.null]),
    }),
  ],
  'TokenAnswer',
);

/** What a token endpoint answers; unknown fields pass. Source: RFC 6749 §5.1 */
export type TokenAnswer = t.TypeOf<typeof TokenAnswer>;

const decodeAnswer = decodeWith(TokenAnswer);

/**
 * Decodes the body of a token endpoint's answer; throws DecodeError, which names paths and never a value.
 *
 * @param body bytes as they came
 * @example
 * decodeTokenAnswer(response.body).access_token;
 */
export function decodeTokenAnswer(body: Uint8Array): TokenAnswer {
  const answer = decodeAnswer(jsonIn(body));
  if (answer.kind === 'refused') throw new DecodeError(TOKEN_OPERATION, answer.failures);
  return answer.value;
}
