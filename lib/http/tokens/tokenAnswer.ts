import * as t from 'io-ts';
import { isRight } from 'fp-ts/lib/Either.js';
import { DecodeError } from '../../errors/DecodeError.js';
import type { DecodeFailure } from '../../model/DecodeFailure.js';

/** A token that may stand in a header: visible ASCII, nothing else. Source: RFC 6750 §2.1 */
const BearerToken = new t.Type<string>(
  'BearerToken',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && /^[\x21-\x7e]+$/.test(input) ? t.success(input) : t.failure(input, context),
  t.identity,
);

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

/**
 * Decodes the body of a token endpoint's answer; throws DecodeError, which names paths and never a value.
 *
 * @param operation for the error
 * @param body bytes as they came
 * @example
 * decodeTokenAnswer('get token', response.body).access_token;
 */
export function decodeTokenAnswer(operation: string, body: Uint8Array): TokenAnswer {
  const decoded = TokenAnswer.decode(jsonOf(body));
  if (isRight(decoded)) return decoded.right;
  throw new DecodeError(operation, decoded.left.map(failureOf));
}

/**
 * Reads bytes as JSON; undefined when they are none.
 *
 * @param body bytes as they came
 * @example
 * jsonOf(new TextEncoder().encode('{"error":"invalid_grant"}'));
 */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function failureOf({ context }: t.ValidationError): DecodeFailure {
  const path = context.map(({ key }) => key).filter((key) => key !== '' && !/^\d+$/.test(key));
  return { path: path.join('.'), expected: context.at(-1)?.type.name ?? 'TokenAnswer' };
}
