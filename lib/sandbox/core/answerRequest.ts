import { clockMs } from './clockMs.js';
import { datedAnswer } from './datedAnswer.js';
import { authorize } from './endpoints/authorize.js';
import type { Call, Content, Reply } from './endpoints/Call.js';
import { refusal } from './endpoints/content.js';
import { findRoute } from './endpoints/findRoute.js';
import { retryAfter } from './endpoints/retryAfter.js';
import { chooseFault } from './faults/chooseFault.js';
import { injectEvents } from './faults/injectEvents.js';
import type { InjectedFault } from './faults/InjectedFault.js';
import { answerInspection } from './inspection.js';
import type { OxlinState } from './OxlinState.js';
import type { SandboxAnswer } from './SandboxAnswer.js';
import type { SandboxRequest } from './SandboxRequest.js';
import { applyEffects } from './timeline/applyEffects.js';
import { remember } from './timeline/remember.js';

/** The simulator after a request, and what it answers. */
export interface Answered {
  readonly state: OxlinState;
  readonly answer: SandboxAnswer;
}

/**
 * Answers one request: everything due until `now` happens first, then the request is carried out.
 *
 * Pure: the given state is not modified, and the same state, request and `now` give the same answer to the byte.
 *
 * @param state the simulator
 * @param request what was asked
 * @param now the caller's clock, never going back from one call to the next. Unit: ms
 * @example
 * const { state: next, answer } = answerRequest(state, { origin: 'api', method: 'GET', target: '/v2.1/providers', headers: {}, body: '' }, now);
 */
export function answerRequest(state: OxlinState, request: SandboxRequest, now: number): Answered {
  const current = applyEffects(state, now);
  const inspected = answerInspection(current, request);
  if (inspected !== undefined) return { state: current, answer: finish(current, inspected, now, 0) };
  const fault = chooseFault(current, request);
  const { state: after, content } =
    fault === undefined ? carryOut(current, request, now, fault) : suffer(current, request, now, fault);
  const recorded = record(remember(current, after, now), request, { status: content.status, now, fault });
  return { state: recorded, answer: finish(recorded, content, now, recorded.settings.latencyMs) };
}

const carryOut = (state: OxlinState, request: SandboxRequest, now: number, fault: InjectedFault | undefined): Reply => {
  const match = findRoute(request);
  if ('refused' in match) return { state, content: match.refused };
  const authorization = authorize(state, request, match.route, now);
  if ('refused' in authorization) return { state, content: authorization.refused };
  const { grant, userId } = authorization;
  const { counted, refused } = ratePoll(state, request, now);
  if (refused !== undefined) return { state: counted, content: refused };
  const troubled = fault === undefined ? counted : injectEvents(counted, fault, { userId, now });
  const call: Call = { state: troubled, now, request, ids: match.ids, query: match.query, userId, grant, fault };
  return match.route.answer(call);
};

/** Every n-th poll is one too many, until enough have been refused. */
const ratePoll = (state: OxlinState, request: SandboxRequest, now: number) => {
  const { everyNth, polls: most } = state.settings.rateLimit;
  const isPoll = request.method === 'GET' && /\/(queues|connections)(\/|$)/.test(request.target);
  if (!isPoll || most === 0) return { counted: state, refused: undefined };
  const polls = state.polls + 1;
  if (polls % everyNth !== 0 || state.pollsRefused >= most) return { counted: { ...state, polls }, refused: undefined };
  const form = state.pollsRefused % 2 === 0 ? 'seconds' : 'date';
  const refused = refusal(429, 'too many requests', { 'retry-after': retryAfter(state, now, { ms: 3_000, form }) });
  return { counted: { ...state, polls, pollsRefused: state.pollsRefused + 1 }, refused };
};

const suffer = (state: OxlinState, request: SandboxRequest, now: number, fault: InjectedFault): Reply => {
  const { kind } = fault;
  if (kind === undefined) return carryOut(state, request, now, fault);
  switch (kind) {
    case 'status401':
      return { state, content: refusal(401, 'the token has expired', { 'www-authenticate': 'Bearer' }) };
    case 'status429': {
      const form = state.requests % 2 === 0 ? 'seconds' : 'date';
      return {
        state,
        content: refusal(429, 'too many requests', { 'retry-after': retryAfter(state, now, { ms: 2_000, form }) }),
      };
    }
    case 'html':
      return { state, content: { status: 200, body: HTML, headers: { 'content-type': 'text/html; charset=utf-8' } } };
    case 'status5xx': {
      const after = fault.carriedOut === true ? carryOut(state, request, now, fault).state : state;
      return { state: after, content: refusal(fault.status ?? 503, 'out of order for a moment') };
    }
    case 'lost':
      return withFault(carryOut(state, request, now, fault), { fault: 'hang' });
    case 'reset':
      return withFault(carryOut(state, request, now, fault), { fault: 'reset' });
    case 'truncated':
      return withFault(carryOut(state, request, now, fault), { fault: 'truncate' });
    case 'late':
      return withFault(carryOut(state, request, now, fault), { delayMs: fault.delayMs ?? 5_000 });
  }
};

const HTML = '<!doctype html><title>Maintenance</title><p>Back soon.</p>';

const withFault = ({ state, content }: Reply, trouble: Pick<Content, 'fault' | 'delayMs'>): Reply => ({
  state,
  content: { ...content, ...trouble },
});

const record = (
  state: OxlinState,
  request: SandboxRequest,
  { status, now, fault }: { readonly status: number; readonly now: number; readonly fault: InjectedFault | undefined },
): OxlinState => {
  const path = loggedPath(request);
  const { method } = request;
  const entry = { at: new Date(clockMs(state, now)).toISOString(), method, path, status };
  const struck =
    fault === undefined
      ? state.struck
      : { last: { ...fault, request: state.requests, method, path }, before: state.struck };
  return {
    ...state,
    requests: state.requests + 1,
    faultsInRow: fault?.kind === undefined ? 0 : state.faultsInRow + 1,
    log: { last: entry, before: state.log },
    struck,
  };
};

const loggedPath = ({ origin, target }: SandboxRequest): string => {
  const path = target.split('?')[0] ?? target;
  return origin === 'auth' ? path : target.replace(/([?&][^=&]*(?:token|secret|password)[^=&]*=)[^&]*/gi, '$1***');
};

const finish = (state: OxlinState, content: Content, now: number, latencyMs: number): SandboxAnswer => {
  const delayMs = latencyMs + (content.delayMs ?? 0);
  const { dateTells, dateAheadMs } = state.settings.switches;
  const dateMs = clockMs(state, dateTells === 'end' ? now + delayMs : now) + Number(dateAheadMs);
  return datedAnswer(content, { dateMs, delayMs });
};
