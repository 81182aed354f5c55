import { type Json, writeJson } from '../wire/writeJson.js';
import type { Content } from './Call.js';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/**
 * Makes a JSON answer of a value.
 *
 * @param value the body
 * @param status HTTP status
 * @example
 * jsonContent([]).body; // '[]'
 */
export function jsonContent(value: Json, status = 200): Content {
  return { status, body: writeJson(value), headers: JSON_TYPE };
}

/**
 * Makes one of the sandbox's own pages.
 *
 * @param page what it tells
 * @example
 * pageContent({ users: 10 }).body; // '{"users":10}'
 */
export function pageContent(page: unknown): Content {
  return { status: 200, body: JSON.stringify(page), headers: JSON_TYPE };
}

/**
 * Makes the answer to a request that is refused; the body carries `error_description`, as public clients read it.
 *
 * @param status HTTP status, 4xx or 5xx
 * @param description what was wrong, in words that name no secret
 * @param headers further headers
 * @example
 * refusal(404, 'no such connection').body; // '{"error_description":"no such connection"}'
 */
export function refusal(status: number, description: string, headers: Readonly<Record<string, string>> = {}): Content {
  const { body, headers: own } = jsonContent({ error_description: description }, status);
  return { status, body, headers: { ...own, ...headers } };
}

/** The answer without a body. Source: seed 000 (204 of synchronize). */
export const NO_CONTENT: Content = { status: 204, body: '' };
