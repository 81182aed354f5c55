import * as t from 'io-ts';
import {
  catchError,
  concatMap,
  defaultIfEmpty,
  defer,
  EMPTY,
  ignoreElements,
  map,
  of,
  throwError,
  type Observable,
} from 'rxjs';
import { DecodeError } from '../../errors/DecodeError.js';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { isAggregationError } from '../../errors/isAggregationError.js';
import { decodeWith } from '../../model/decodeWith.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import type { YodleeUpstream } from './callYodlee.js';
import { jsonBody } from '../shared/jsonBody.js';
import { WireOptionalText } from '../shared/leaves.js';
import type { Endpoints } from '../shared/endpoints.js';

/** Where upstream sends the notifications of one event. */
export interface Subscription {
  /** Open set: `DATA_UPDATES`, `REFRESH`, … Source: OpenAPI, webhooks page. */
  readonly eventName: string;
  readonly callbackUrl: string;
}

/** The customer's subscriptions; upstream knows one callback URL for each event. */
export interface Subscriptions {
  /** Lists them, or that of one event. */
  list(eventName?: string, call?: CallOptions): Observable<readonly Subscription[]>;
  /** Subscribes; upstream probes the URL. Nothing is done when it says that it was there already. */
  create(eventName: string, callbackUrl: string, call?: CallOptions): Observable<never>;
  /** Gives an event another URL; upstream probes it. */
  change(eventName: string, callbackUrl: string, call?: CallOptions): Observable<never>;
  delete(eventName: string, call?: CallOptions): Observable<never>;
  /** Looks first, then subscribes, changes the URL, or leaves all as it is; emits which. */
  ensure(eventName: string, callbackUrl: string, call?: CallOptions): Observable<'created' | 'changed' | 'unchanged'>;
}

/** Source: OpenAPI `ConfigsNotificationResponse`; `event` may be missing. */
const SubscriptionsWire = t.partial(
  { event: t.union([t.null, t.array(t.partial({ name: WireOptionalText, callbackUrl: WireOptionalText }))]) },
  'ConfigsNotificationResponse',
);
const decodeList = decodeWith(SubscriptionsWire);

const PATH = ['configs', 'notifications', 'events'] as const;
const LONGEST_NAME = 64;

/**
 * Makes the calls that manage where notifications go; they need the admin token.
 *
 * @param upstream makes the calls, with the admin token
 * @param endpoints addresses
 * @example
 * subscriptions(upstream, endpoints).ensure('DATA_UPDATES', 'https://example.com/hook/…').subscribe(console.log);
 */
export function subscriptions(upstream: YodleeUpstream, endpoints: Endpoints): Subscriptions {
  const send = (method: 'POST' | 'PUT' | 'DELETE', eventName: string, callbackUrl?: string, call?: CallOptions) => {
    const url = endpoints.url([...PATH, checkedName(eventName)]);
    const request = { operation: OPERATIONS[method], userId: '', method, url };
    if (callbackUrl === undefined) return upstream(request, call).pipe(ignoreElements());
    const body = JSON.stringify({ event: { callbackUrl: checkedUrl(callbackUrl) } });
    return upstream({ ...request, body }, call).pipe(ignoreElements());
  };
  const list = (eventName?: string, call?: CallOptions): Observable<readonly Subscription[]> =>
    defer(() => {
      const url = endpoints.url(PATH, { eventName: eventName === undefined ? undefined : checkedName(eventName) });
      return upstream({ operation: LIST, userId: '', method: 'GET', url }, call);
    }).pipe(map((response) => subscriptionsIn(jsonBody(LIST, response) ?? {})));
  const create: Subscriptions['create'] = (eventName, callbackUrl, call) =>
    send('POST', eventName, callbackUrl, call).pipe(catchError((error: unknown) => unlessThere(error)));
  return {
    list,
    create,
    change: (eventName, callbackUrl, call) => send('PUT', eventName, callbackUrl, call),
    delete: (eventName, call) => send('DELETE', eventName, undefined, call),
    ensure: (eventName, callbackUrl, call) => {
      checkedUrl(callbackUrl);
      return list(eventName, call).pipe(
        concatMap((all) => {
          const found = all.find((subscription) => subscription.eventName === eventName);
          if (found === undefined) return create(eventName, callbackUrl, call).pipe(defaultIfEmpty('created' as const));
          if (found.callbackUrl === callbackUrl) return of('unchanged' as const);
          return send('PUT', eventName, callbackUrl, call).pipe(defaultIfEmpty('changed' as const));
        }),
      );
    },
  };
}

const LIST = 'list subscriptions';
const OPERATIONS = { POST: 'subscribe', PUT: 'change subscription', DELETE: 'unsubscribe' } as const;

function unlessThere(error: unknown): Observable<never> {
  const isThere = isAggregationError(error) && error.name === 'UpstreamRefusedError' && error.reason === 'alreadyThere';
  return isThere ? EMPTY : throwError(() => error);
}

function subscriptionsIn(said: unknown): readonly Subscription[] {
  const decoded = decodeList(said);
  if (decoded.kind === 'refused') throw new DecodeError(LIST, decoded.failures);
  return (decoded.value.event ?? []).flatMap(({ name, callbackUrl }) =>
    typeof name === 'string' && typeof callbackUrl === 'string' ? [{ eventName: name, callbackUrl }] : [],
  );
}

function checkedName(eventName: string): string {
  if (/^[A-Z][A-Z0-9_]*$/.test(eventName) && eventName.length <= LONGEST_NAME) return eventName;
  throw new InvalidOptionError('eventName', eventName, 'an event name such as DATA_UPDATES');
}

/** It holds the secret of the receiver, so it is not shown. */
function checkedUrl(callbackUrl: string): string {
  try {
    const { protocol, username, password } = new URL(callbackUrl);
    if (/^https?:$/.test(protocol) && username === '' && password === '') return callbackUrl;
  } catch {
    // Said below.
  }
  throw new InvalidOptionError('callbackUrl', 'what was given', 'an absolute https URL without credentials');
}
