import { DecodeError } from '../../errors/DecodeError.js';
import { parseJson } from '../../model/parseJson.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { isHtml } from '../../ports/isHtml.js';

/**
 * Reads the body of an answer as JSON; undefined when it is empty. A page of HTML is none, whatever its status says,
 * nor is invalid UTF-8; one byte order mark in front is passed over.
 *
 * Errors: throws DecodeError without a word of the body.
 *
 * @param operation for the error, such as `read queue`
 * @param response the answer
 * @example
 * jsonBody('read queue', { status: 204, headers: {}, body: new Uint8Array() }); // undefined
 */
export function jsonBody(operation: string, response: HttpResponse): unknown {
  if (isHtml(response)) throw refused(operation, 'JSON, not HTML');
  return jsonText(operation, decoded(operation, response.body));
}

/**
 * Reads a text as JSON; undefined when it is empty.
 *
 * Errors: throws DecodeError without a word of the text.
 *
 * @param operation for the error
 * @param text what may be JSON
 * @example
 * jsonText('decode webhook', '{"id":9007199254740993}'); // { id: '9007199254740993' }
 */
export function jsonText(operation: string, text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    throw refused(operation, 'JSON');
  }
}

function decoded(operation: string, body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refused(operation, 'UTF-8');
  }
}

const refused = (operation: string, expected: string): DecodeError =>
  new DecodeError(operation, [{ path: '', expected }]);
