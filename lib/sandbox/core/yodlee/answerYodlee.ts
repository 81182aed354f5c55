import type { Content } from '../endpoints/Call.js';
import { retryAfter } from '../endpoints/retryAfter.js';
import type { SandboxAnswer } from '../SandboxAnswer.js';
import type { SandboxRequest } from '../SandboxRequest.js';
import { admitYodlee } from './endpoints/admitYodlee.js';
import { findYodleeRoute, YODLEE_BASE } from './endpoints/findYodleeRoute.js';
import type { YodleeReply } from './endpoints/YodleeCall.js';
import { yodleeRefusal } from './endpoints/yodleeContent.js';
import { finishAnswer } from './finishAnswer.js';
import type { OutboundEffect } from './OutboundEffect.js';
import { recordRequest } from './recordRequest.js';
import { runYodlee } from './timeline/runYodlee.js';
import type { YodleeState } from './YodleeState.js';

/** The service after a request, and what follows from it. */
export interface YodleeAnswered {
  readonly state: YodleeState;
  /** Absent while it waits for the effect among `effects` whose kind is `probe`; `settleEffect` gives it then. */
  readonly answer?: SandboxAnswer;
  /** What to carry out next. */
  readonly effects: readonly OutboundEffect[];
}

/**
 * Says whether a request is meant for the notification service.
 *
 * @param request the request
 * @example
 * isForYodlee({ origin: 'api', method: 'GET', target: '/ysl/user', headers: {}, body: '' }); // true
 */
export function isForYodlee({ origin, target }: SandboxRequest): boolean {
  return origin === 'api' && (target === YODLEE_BASE || target.startsWith(`${YODLEE_BASE}/`));
}

/**
 * Answers one request to the notification service: everything due until `now` happens first, then the request is
 * carried out. Webhooks and probes are handed to the caller as effects, whose results go to `settleEffect`.
 *
 * Pure: the given state is not modified, and the same state, request and `now` give the same answer to the byte.
 *
 * @param state the service
 * @param request what was asked
 * @param now the caller's clock, never going back from one call to the next. Unit: ms
 * @example
 * const { state: next, answer, effects } = answerYodlee(state, request, now);
 */
export function answerYodlee(state: YodleeState, request: SandboxRequest, now: number): YodleeAnswered {
  const { state: after, content } = respond(runYodlee(state, now), request, now);
  // A request may free senders and may make something due at once.
  const { method, target: path } = request;
  // What waits for a probe is written down when its answer is known.
  const recorded = content === undefined ? after : recordRequest(after, { method, path, status: content.status }, now);
  const done = runYodlee(recorded, now);
  const answered = { state: { ...done, effects: [] }, effects: done.effects };
  return content === undefined ? answered : { ...answered, answer: finishAnswer(done, content, now) };
}

const respond = (state: YodleeState, request: SandboxRequest, now: number): YodleeReply => {
  if (now < state.outageUntil) return { state, content: outage(state) };
  const limited = rateLimit(state, now);
  if (limited !== undefined) return { state, content: limited };
  const match = findYodleeRoute(request);
  if ('refused' in match) return { state, content: match.refused };
  const admission = admitYodlee(state, request, match.route, now);
  if ('refused' in admission) return { state, content: admission.refused };
  const { user, token } = admission;
  return match.route.answer({ state, now, request, ids: match.ids, query: match.query, user, token });
};

/** Either the network is gone, or the service is. */
const outage = ({ settings }: YodleeState): Content =>
  settings.switches.afterOutage === 'discards'
    ? { status: 503, body: '', fault: 'reset' }
    : { status: 503, body: '<!doctype html><title>Maintenance</title>', headers: { 'content-type': 'text/html' } };

const rateLimit = (state: YodleeState, now: number): Content | undefined => {
  const { rateLimitEvery, rateLimitHeader } = state.settings.switches;
  const every = Number(rateLimitEvery);
  if (every === 0 || state.requests % every !== every - 1) return undefined;
  const refused = yodleeRefusal(state, 429, 'Y904', 'Too many requests');
  if (rateLimitHeader === 'none') return refused;
  const form = rateLimitHeader === 'date' ? 'date' : 'seconds';
  const clock = { shiftMs: state.clock.shiftMs, heldAt: undefined };
  const header = retryAfter({ clock, settings: state.settings }, now, { ms: 2_000, form });
  return { ...refused, headers: { ...refused.headers, 'retry-after': header } };
};
