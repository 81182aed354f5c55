import type { Content } from './endpoints/Call.js';
import type { SandboxAnswer } from './SandboxAnswer.js';

/**
 * Makes an answer of what belongs to no service: without a date, without delay.
 *
 * @param content what is said
 * @example
 * answerAtOnce(refusal(404, 'no such page')).delayMs; // 0
 */
export function answerAtOnce({ status, body, headers = {} }: Content): SandboxAnswer {
  return { status, headers, body, delayMs: 0 };
}
