import {
  asyncScheduler,
  concat,
  from,
  map,
  mergeMap,
  NEVER,
  type Observable,
  of,
  reduce,
  type SchedulerLike,
} from 'rxjs';
import type { DataWindow } from '../../lib/model/DataWindow.js';
import type { Intent } from '../../lib/model/Intent.js';
import type { QuarantinedNotice } from '../../lib/model/QuarantinedNotice.js';
import type { WebhookNotification } from '../../lib/model/WebhookNotification.js';
import type { DecodedNotice, NoticeEnvelope, NotificationApi } from '../../lib/ports/NotificationApi.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';

/** A call of a Telemetry sink. */
export type Counted = readonly [name: string, by: number, labels: Readonly<Record<string, string>>];

export interface FakeNotificationApi extends NotificationApi {
  readonly counted: Counted[];
  readonly envelopes: NoticeEnvelope[];
}

/** The window that every fake notice speaks of. */
export const FAKE_WINDOW: DataWindow = {
  from: new Date('2026-11-20T10:00:00Z'),
  until: new Date('2026-11-20T10:15:00Z'),
};

/** Writes a body for the fake: JSON with the names of users; `!` before a name makes it a bad entry. */
export function fakeBody(users: readonly string[], own: { readonly userCount?: number; readonly kind?: string } = {}) {
  return new TextEncoder().encode(JSON.stringify({ kind: 'dataUpdates', users, ...own }));
}

/** An aggregator whose notices are `{ kind, users, userCount? }`; all but `decode` never answers. */
export function fakeNotificationApi(
  own: {
    readonly scheduler?: SchedulerLike;
    readonly tenant?: string;
    readonly decode?: NotificationApi['decode'];
  } = {},
): FakeNotificationApi {
  const { scheduler = asyncScheduler, tenant = 'default', decode = decodeWhole } = own;
  const counted: Counted[] = [];
  const envelopes: NoticeEnvelope[] = [];
  return {
    tenant,
    scheduler,
    counted,
    envelopes,
    entropy: seededEntropy(1),
    telemetry: {
      count: (...call) => void counted.push(call),
      gauge: (...call) => void counted.push(call),
    },
    upstreamNow: () => new Date(scheduler.now()),
    decode: (body, envelope) => {
      envelopes.push(envelope);
      return decode(body, envelope);
    },
    listChanges: () => NEVER,
    readUserData: () => NEVER,
    readSnapshot: () => NEVER,
    readHoldings: () => NEVER,
  };
}

/** Decodes lines, each the name of a user, while they arrive: one group for each chunk. */
export function decodeLines(body: Observable<Uint8Array>, { receivedAt }: NoticeEnvelope): Observable<DecodedNotice> {
  const groups = body.pipe(
    map((chunk): DecodedNotice => noticed(new TextDecoder().decode(chunk).split('\n').filter(Boolean))),
  );
  return concat(groups, of({ kind: 'notification' as const, notification: notificationOf({ receivedAt }) }));
}

function decodeWhole(body: Observable<Uint8Array>, { receivedAt }: NoticeEnvelope): Observable<DecodedNotice> {
  return body.pipe(
    reduce((text, chunk) => text + new TextDecoder().decode(chunk), ''),
    mergeMap((text) => from(decoded(text, receivedAt)), 1),
  );
}

function decoded(text: string, receivedAt: Date): readonly DecodedNotice[] {
  let json: { kind?: WebhookNotification['kind']; users?: readonly string[]; userCount?: number };
  try {
    json = JSON.parse(text) as typeof json;
  } catch {
    return [{ kind: 'quarantined', notices: [fakeQuarantined(receivedAt)] }];
  }
  const { kind = 'unknown', users = [], userCount } = json;
  const groups: DecodedNotice[] = [];
  for (let at = 0; at < users.length; at += 64) {
    const group = users.slice(at, at + 64);
    groups.push(noticed(group.filter((name) => !name.startsWith('!'))));
    const bad = group.filter((name) => name.startsWith('!')).map((name) => fakeQuarantined(receivedAt, name.slice(1)));
    if (bad.length > 0) groups.push({ kind: 'quarantined', notices: bad });
  }
  const notification = notificationOf({ kind, receivedAt, ...(userCount !== undefined && { userCount }) });
  return [...groups, { kind: 'notification', notification }];
}

/** Makes a notification as the fake decodes it. */
export function notificationOf(own: Partial<WebhookNotification> = {}): WebhookNotification {
  return { kind: 'dataUpdates', info: 'FAKE', receivedAt: new Date(0), window: FAKE_WINDOW, ...own };
}

/** Makes a group of intents of these users. */
export function noticed(users: readonly string[]): { readonly kind: 'intents'; readonly intents: readonly Intent[] } {
  return { kind: 'intents', intents: users.map((userId) => ({ userId, window: FAKE_WINDOW })) };
}

/** Makes a quarantined entry. */
export function fakeQuarantined(receivedAt = new Date(0), userId?: string): QuarantinedNotice {
  const failures = [{ path: '', expected: 'sense' }];
  return { receivedAt, digest: 'd', bytes: 1, failures, ...(userId !== undefined && { userId }) };
}
