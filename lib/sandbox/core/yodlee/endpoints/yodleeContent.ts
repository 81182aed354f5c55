import type { Content } from '../../endpoints/Call.js';
import { type Json, writeJson } from '../../wire/writeJson.js';
import type { YodleeState } from '../YodleeState.js';

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

/**
 * Makes a JSON answer of a value.
 *
 * @param value the body
 * @param status HTTP status
 * @example
 * yodleeJson({ event: [] }).status; // 200
 */
export function yodleeJson(value: Json, status = 200): Content {
  return { status, body: writeJson(value), headers: JSON_TYPE };
}

/**
 * Makes the answer to a request that is refused. Source: OpenAPI `YodleeError`.
 *
 * @param state the service; its number of requests names the reference code
 * @param status HTTP status
 * @param code the documented code
 * @param message the documented message
 * @example
 * yodleeRefusal(state, 400, 'Y807', 'Resource not found').status; // 400
 */
export function yodleeRefusal(
  { requests }: Pick<YodleeState, 'requests'>,
  status: number,
  code: string,
  message: string,
): Content {
  const referenceCode = `u${String(1_768_467_600 + requests)}s4ndF23u`;
  return yodleeJson({ errorCode: code, errorMessage: message, referenceCode }, status);
}

/** The answer without a body. */
export const YODLEE_NO_CONTENT: Content = { status: 204, body: '' };

/** The answer 201 without a body. */
export const YODLEE_CREATED: Content = { status: 201, body: '' };
