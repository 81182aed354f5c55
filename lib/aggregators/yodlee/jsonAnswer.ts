import { DecodeError } from '../../errors/DecodeError.js';
import { parseJson } from '../../model/parseJson.js';
import type { HttpResponse } from '../../ports/HttpPort.js';

/**
 * Reads the body of an answer as JSON, ids without loss; undefined when it is empty. HTML and invalid UTF-8 are none.
 *
 * Errors: throws DecodeError without a word of the body.
 *
 * @param operation for the error
 * @param response the answer
 * @example
 * jsonAnswer('read user data', { status: 200, headers: {}, body: new Uint8Array() }); // undefined
 */
export function jsonAnswer(operation: string, { headers, body }: HttpResponse): unknown {
  if (/\bx?html\b/i.test(headers['content-type'] ?? '')) throw refused(operation, 'JSON, not HTML');
  const text = utf8(operation, body);
  if (text.trim() === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    throw refused(operation, 'JSON');
  }
}

function utf8(operation: string, body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw refused(operation, 'UTF-8');
  }
}

const refused = (operation: string, expected: string): DecodeError =>
  new DecodeError(operation, [{ path: '', expected }]);
