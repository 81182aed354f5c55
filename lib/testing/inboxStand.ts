import { firstValueFrom, type Observable, toArray } from 'rxjs';
import type { DataWindow } from '../model/DataWindow.js';
import type { InboxEntry } from '../model/InboxEntry.js';
import type { Intent } from '../model/Intent.js';
import type { InboxStore, Lease, LeaseBatch, LeaseRequest, PutOptions, PutReceipt } from '../ports/InboxStore.js';
import { assertSameContent } from './assertSameContent.js';

type AnyInbox = InboxStore;
const TENANT = 't1';
const MINUTE_MS = 60_000;
const EIGHT = new Date('2018-06-04T08:00:00Z').getTime();
const AT_ONCE: PutOptions = { origin: 'notice', settleMs: 0, maxWaitMs: 0 };

/**
 * Gives a window by minutes after eight o'clock of the suite's day, which begins at eleven.
 *
 * @param from first minute
 * @param until first minute that is no longer part of it
 * @example
 * minutes(0, 15).from; // 2018-06-04T08:00:00Z
 */
export function minutes(from: number, until: number): DataWindow {
  return { from: new Date(EIGHT + from * MINUTE_MS), until: new Date(EIGHT + until * MINUTE_MS) };
}

/**
 * Makes an intent.
 *
 * @param userId whose
 * @param from first minute after eight
 * @param until first minute that is no longer part of it
 * @example
 * intentOf('ann', 0, 15).window; // minutes(0, 15)
 */
export function intentOf(userId: string, from: number, until: number): Intent {
  return { userId, window: minutes(from, until) };
}

/**
 * Puts intents into an inbox and waits until they are kept; ready at once unless it is told otherwise.
 *
 * @param inbox the inbox under test
 * @param intents what to put
 * @param options how
 * @example
 * (await put(inbox, [intentOf('ann', 0, 15)])).added; // 1
 */
export async function put(
  inbox: AnyInbox,
  intents: readonly Intent[],
  options: Partial<PutOptions> = {},
): Promise<PutReceipt> {
  return onlyOf(inbox.put(TENANT, intents, { ...AT_ONCE, ...options }), 'put');
}

/**
 * Leases what is ready; up to ten lanes for a minute unless it is told otherwise.
 *
 * @param inbox the inbox under test
 * @param request what differs
 * @example
 * (await leaseBatch(inbox)).leases.length; // 0
 */
export async function leaseBatch(inbox: AnyInbox, request: Partial<LeaseRequest> = {}): Promise<LeaseBatch> {
  const { until } = minutes(0, 24 * 60);
  return onlyOf(
    inbox.lease({ tenant: TENANT, consumer: 'default', limit: 10, leaseMs: MINUTE_MS, until, ...request }),
    'lease',
  );
}

/**
 * Leases what is ready, and insists that it is one slice.
 *
 * @param inbox the inbox under test
 * @param request what differs
 * @example
 * (await leaseOnly(inbox)).attempt; // 1
 */
export async function leaseOnly(inbox: AnyInbox, request: Partial<LeaseRequest> = {}): Promise<Lease> {
  const { leases } = await leaseBatch(inbox, request);
  assertSameContent(`${String(leases.length)} leases`, '1 leases');
  const [lease] = leases;
  if (lease === undefined) throw new Error('no lease');
  return lease;
}

/**
 * Names leases by user and minutes after eight.
 *
 * @param leases of a batch
 * @example
 * shownLeases((await leaseBatch(inbox)).leases); // ['ann 0-15']
 */
export function shownLeases(leases: readonly Lease[]): readonly string[] {
  return leases.map(({ userId, window }) => `${userId} ${shownWindow(window)}`);
}

/**
 * Lists entries by user, minutes after eight, and state.
 *
 * @param inbox the inbox under test
 * @param query what differs
 * @example
 * await shownEntries(inbox); // ['ann 0-15 waiting']
 */
export async function shownEntries(inbox: AnyInbox, consumer = 'default'): Promise<readonly string[]> {
  const entries = await entriesIn(inbox, consumer);
  return entries.map(({ userId, window, state }) => `${userId} ${shownWindow(window)} ${state}`);
}

/**
 * Lists the entries of a consumer.
 *
 * @param inbox the inbox under test
 * @param consumer whose
 * @example
 * (await entriesIn(inbox)).length; // 0
 */
export async function entriesIn(inbox: AnyInbox, consumer = 'default'): Promise<readonly InboxEntry[]> {
  return firstValueFrom(inbox.list({ tenant: TENANT, consumer }).pipe(toArray()));
}

/**
 * Waits for the only value of a stream and insists that it is the only one.
 *
 * @param source of one value
 * @param method who gave it
 * @example
 * await onlyOf(inbox.stats('t1'), 'stats');
 */
export async function onlyOf<T>(source: Observable<T>, method: string): Promise<T> {
  const values = await firstValueFrom(source.pipe(toArray()));
  assertSameContent(`${method} emitted ${String(values.length)} times`, `${method} emitted 1 times`);
  const [value] = values.map((only) => ({ only }));
  if (value === undefined) throw new Error(`${method} emitted nothing`);
  return value.only;
}

/**
 * Gives the name of the error that a stream ends with.
 *
 * @param source must error
 * @example
 * await errorNameOf(inbox.ack(lost)); // 'LeaseLostError'
 */
export async function errorNameOf(source: Observable<unknown>): Promise<string> {
  const thrown: unknown = await firstValueFrom(source.pipe(toArray())).then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof Error ? thrown.name : 'no error';
}

function shownWindow({ from, until }: DataWindow): string {
  return `${shownMinute(from)}-${shownMinute(until)}`;
}

function shownMinute(date: Date): string {
  return String((date.getTime() - EIGHT) / MINUTE_MS);
}
