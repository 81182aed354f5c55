import { jsonIn } from '../../model/jsonIn.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { isHtml } from '../../ports/isHtml.js';

/** What upstream says of a refusal. Source: OpenAPI `YodleeError`. */
export interface ErrorBody {
  /** Such as `Y800`. */
  readonly code: string;
  /** Only to tell causes apart; it may hold a login name. */
  readonly message: string;
  readonly referenceCode?: string;
}

/** Refusals are short; what is longer is data. Unit: bytes */
const LONGEST = 8_192;

/**
 * Reads upstream's own words about a refusal; undefined when the answer is none, or does not say.
 *
 * @param response any answer
 * @example
 * errorBody(jsonResponse(400, { errorCode: 'Y804', errorMessage: '…' }))?.code; // 'Y804'
 */
export function errorBody(response: HttpResponse): ErrorBody | undefined {
  if (response.body.byteLength > LONGEST || isHtml(response)) return undefined;
  // Most short answers are data, and are parsed elsewhere.
  if (!new TextDecoder().decode(response.body).includes('"errorCode"')) return undefined;
  const said = jsonIn(response.body);
  if (typeof said !== 'object' || said === null || !('errorCode' in said)) return undefined;
  const { errorCode } = said;
  if (typeof errorCode !== 'string' || !/^Y[0-9]{3}$/.test(errorCode)) return undefined;
  const message = 'errorMessage' in said && typeof said.errorMessage === 'string' ? said.errorMessage : '';
  const reference = 'referenceCode' in said ? said.referenceCode : undefined;
  return typeof reference === 'string' && /^[\w-]{1,64}$/.test(reference)
    ? { code: errorCode, message, referenceCode: reference }
    : { code: errorCode, message };
}
