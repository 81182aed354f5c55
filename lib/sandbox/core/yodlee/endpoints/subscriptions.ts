import type { Content } from '../../endpoints/Call.js';
import { readObject } from '../../endpoints/readObject.js';
import { tableAppend } from '../collections/Table.js';
import type { OutboundEffect } from '../OutboundEffect.js';
import { startTimeline } from '../timeline/startTimeline.js';
import type { InFlight, YodleeState } from '../YodleeState.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { YODLEE_CREATED, YODLEE_NO_CONTENT, yodleeJson, yodleeRefusal } from './yodleeContent.js';

/** Events that can be subscribed; the documentation's lists differ, this is all of them. */
const EVENTS = new Set([
  'REFRESH',
  'DATA_UPDATES',
  'AUTO_REFRESH_UPDATES',
  'LATEST_BALANCE_UPDATES',
  'CREDIT_MATRIX_REPORT_UPDATES',
  'INSIGHTS',
]);
const PROBE_TIMEOUT_MS = 5_000;

/**
 * Answers `GET /configs/notifications/events`. Source: OpenAPI `getSubscribedNotificationEvents`.
 *
 * @param call the request
 * @example
 * listSubscriptions(call).content?.body; // '{}': nobody has subscribed
 */
export function listSubscriptions({ state, query }: YodleeCall): YodleeReply {
  const wanted = query.get('eventName');
  const all = Object.values(state.subscriptions);
  const event = all
    .filter(({ name }) => wanted === undefined || name === wanted)
    .map(({ name, callbackUrl }) => ({ name, callbackUrl }));
  return { state, content: yodleeJson(event.length === 0 ? {} : { event }) };
}

/**
 * Answers `POST /configs/notifications/events/{eventName}` once the callback URL was reached.
 *
 * @param call the request
 * @example
 * subscribe(call).content; // undefined: it waits for the probe
 */
export function subscribe(call: YodleeCall): YodleeReply {
  const [name = ''] = call.ids;
  const twice = Object.hasOwn(call.state.subscriptions, name) && call.state.settings.switches.subscribeTwice === 'Y811';
  if (twice) return refuse(call.state, 'Y811', 'Event subscription already exists');
  return probe(call, 'POST');
}

/**
 * Answers `PUT /configs/notifications/events/{eventName}` once the new callback URL was reached.
 *
 * @param call the request
 * @example
 * changeSubscription(call).content; // undefined: it waits for the probe
 */
export function changeSubscription(call: YodleeCall): YodleeReply {
  const [name = ''] = call.ids;
  if (!Object.hasOwn(call.state.subscriptions, name)) return refuse(call.state, 'Y807', 'Resource not found');
  return probe(call, 'PUT');
}

/**
 * Answers `DELETE /configs/notifications/events/{eventName}`; notifications on their way have nowhere to go.
 *
 * @param call the request
 * @example
 * unsubscribe(call).content?.status; // 204
 */
export function unsubscribe({ state, ids }: YodleeCall): YodleeReply {
  const [name = ''] = ids;
  if (!Object.hasOwn(state.subscriptions, name)) return refuse(state, 'Y807', 'Resource not found');
  const subscriptions = Object.fromEntries(Object.entries(state.subscriptions).filter(([event]) => event !== name));
  return { state: { ...state, subscriptions }, content: YODLEE_NO_CONTENT };
}

/**
 * Ends a subscription whose callback URL was probed: any answer below 500 means that it can be reached.
 *
 * @param state the service
 * @param pending the subscription
 * @param result status of the probe, if one came, and the caller's clock (ms)
 * @example
 * finishSubscription(state, pending, { status: 200, now }).content.status; // 201
 */
export function finishSubscription(
  state: YodleeState,
  pending: Extract<InFlight, { readonly kind: 'probe' }>,
  { status, now }: { readonly status: number | undefined; readonly now: number },
): { readonly state: YodleeState; readonly content: Content } {
  if (status === undefined || status >= 500) {
    return { state, content: yodleeRefusal(state, 400, 'Y800', 'Invalid value for callbackUrl') };
  }
  const { event: name, callbackUrl } = pending;
  const subscribed = { ...state, subscriptions: { ...state.subscriptions, [name]: { name, callbackUrl } } };
  const begun = name === 'DATA_UPDATES' ? startTimeline(subscribed, now) : subscribed;
  return { state: begun, content: pending.method === 'POST' ? YODLEE_CREATED : YODLEE_NO_CONTENT };
}

const refuse = (state: YodleeState, code: string, message: string): YodleeReply => ({
  state,
  content: yodleeRefusal(state, 400, code, message),
});

const probe = ({ state, ids, request, now }: YodleeCall, method: 'POST' | 'PUT'): YodleeReply => {
  const [event = ''] = ids;
  if (!EVENTS.has(event)) return refuse(state, 'Y803', 'eventName required');
  const callbackUrl = readCallbackUrl(request.body);
  if (callbackUrl === undefined || callbackUrl === '') return refuse(state, 'Y803', 'callbackUrl required');
  if (!/^https?:\/\/[^\s/?#]+(\/\S*)?$/.test(callbackUrl))
    return refuse(state, 'Y800', 'Invalid value for callbackUrl');
  const pending = { kind: 'probe', event, callbackUrl, method } as const;
  const how = state.settings.switches.probe;
  if (how === 'none') return finishSubscription(state, pending, { status: 200, now });
  const effect: OutboundEffect = {
    kind: 'probe',
    id: state.inFlight.length,
    method: how === 'HEAD' || how === 'POST' ? how : 'GET',
    url: callbackUrl,
    headers: {},
    body: '',
    timeoutMs: PROBE_TIMEOUT_MS,
  };
  const waiting = { ...state, inFlight: tableAppend(state.inFlight, pending), effects: [...state.effects, effect] };
  return { state: waiting, content: undefined };
};

const readCallbackUrl = (body: string): string | undefined => {
  const event = readObject(body)?.get('event');
  if (typeof event !== 'object' || event === null || !('callbackUrl' in event)) return undefined;
  return typeof event.callbackUrl === 'string' ? event.callbackUrl : undefined;
};
