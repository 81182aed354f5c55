import { datedAnswer } from '../datedAnswer.js';
import type { Content } from '../endpoints/Call.js';
import type { SandboxAnswer } from '../SandboxAnswer.js';
import type { YodleeState } from './YodleeState.js';

/**
 * Makes an answer of what an endpoint says: the service's own date, and the usual delay.
 *
 * @param state the service
 * @param content what the endpoint says
 * @param now the caller's clock. Unit: ms
 * @example
 * finishAnswer(state, { status: 204, body: '' }, now).headers['date'];
 */
export function finishAnswer(state: YodleeState, content: Content, now: number): SandboxAnswer {
  const delayMs = Number(state.settings.switches.yodleeLatencyMs) + (content.delayMs ?? 0);
  return datedAnswer(content, { dateMs: now + state.clock.shiftMs, delayMs });
}
