import type { Content } from './endpoints/Call.js';
import type { SandboxAnswer } from './SandboxAnswer.js';

/**
 * Makes an answer of what a service says: with its date, and with the time that it takes.
 *
 * @param content what is said
 * @param when the date in epoch ms, and the whole delay in ms of the sandbox's clock
 * @example
 * datedAnswer(NO_CONTENT, { dateMs: 0, delayMs: 40 }).headers['date']; // 'Thu, 01 Jan 1970 00:00:00 GMT'
 */
export function datedAnswer(
  { status, headers, body, fault }: Content,
  { dateMs, delayMs }: { readonly dateMs: number; readonly delayMs: number },
): SandboxAnswer {
  const date = new Date(dateMs).toUTCString();
  return { status, headers: { ...headers, date }, body, delayMs, ...(fault === undefined ? {} : { fault }) };
}
