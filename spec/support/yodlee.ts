import { from, lastValueFrom, of, toArray, type Observable } from 'rxjs';
import { createYodlee, type YodleeApi, type YodleeOptions } from '../../lib/aggregators/yodlee/index.js';
import { decodeNotice, type NoticeContext } from '../../lib/aggregators/yodlee/decodeNotice.js';
import { AccessToken } from '../../lib/model/AccessToken.js';
import type { Intent } from '../../lib/model/Intent.js';
import type { QuarantinedNotice } from '../../lib/model/QuarantinedNotice.js';
import type { WebhookNotification } from '../../lib/model/WebhookNotification.js';
import type { HttpPort } from '../../lib/ports/HttpPort.js';
import type { DecodedNotice } from '../../lib/ports/NotificationApi.js';
import type { AdminTokenSource, UserTokenSource } from '../../lib/ports/YodleeTokens.js';
import { instantly } from './instantly.js';

export const YODLEE_BASE = 'https://yodlee.test/ysl';
export const RECEIVED_AT = new Date('2026-11-21T10:20:00Z');

export const adminTokens = (...tokens: readonly string[]): AdminTokenSource => ({
  tokenKind: 'admin',
  token: ({ refused }) => of(new AccessToken(nextToken(tokens, refused?.reveal()), undefined)),
});

export const userTokens = (): UserTokenSource => ({
  tokenKind: 'user',
  token: ({ userId }) => of(new AccessToken(`of-${userId}`, undefined)),
});

function nextToken(tokens: readonly string[], refused: string | undefined): string {
  return tokens[refused === undefined ? 0 : tokens.indexOf(refused) + 1] ?? tokens.at(-1) ?? 'admin-t0k3n';
}

/** An api over a fake port; nothing is limited unless asked. */
export function yodleeOver(http: HttpPort, options: Partial<YodleeOptions> = {}): YodleeApi {
  const tokens = { admin: adminTokens('t1', 't2'), user: userTokens() };
  return createYodlee({ baseUrl: YODLEE_BASE, tokens, http, rateLimit: false, breaker: false, ...options });
}

/** One user as upstream writes it. */
export function wireUser(loginName: string, from = '2026-11-21T10:00:00Z', to = '2026-11-21T10:14:59Z') {
  const href = `dataExtracts/userData?fromDate=${from}&toDate=${to}&loginName=${loginName}`;
  return { user: { loginName }, links: [{ methodType: 'GET', rel: 'getUserData', href }] };
}

/** A notification as upstream writes it. */
export function wireNotice(userData: readonly unknown[], data: Readonly<Record<string, unknown>> = {}) {
  return {
    event: {
      info: 'DATA_UPDATES.USER_DATA',
      notificationId: 'dbc7b225-164147399',
      data: {
        userCount: userData.length,
        fromDate: '2026-11-21T10:00:00Z',
        toDate: '2026-11-21T10:14:59Z',
        ...data,
        userData,
      },
    },
  };
}

/** What a body was decoded to, the groups joined. */
export interface DecodedAll {
  readonly intents: readonly Intent[];
  readonly bad: readonly QuarantinedNotice[];
  readonly notifications: readonly WebhookNotification[];
  readonly anomalies: readonly string[];
  readonly groups: readonly DecodedNotice[];
}

export const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

/** Decodes chunks; pauses take no time. */
export async function decodeChunks(
  chunks: readonly Uint8Array[],
  changes: Partial<NoticeContext> = {},
): Promise<DecodedAll> {
  const anomalies: string[] = [];
  const onAnomaly = (anomaly: string): void => void anomalies.push(anomaly);
  const context = { scheduler: instantly(), receivedAt: RECEIVED_AT, onAnomaly, ...changes };
  const groups = await collected(decodeNotice(from(chunks), context));
  return {
    groups,
    anomalies,
    intents: groups.flatMap((group) => (group.kind === 'intents' ? group.intents : [])),
    bad: groups.flatMap((group) => (group.kind === 'quarantined' ? group.notices : [])),
    notifications: groups.flatMap((group) => (group.kind === 'notification' ? [group.notification] : [])),
  };
}

export const decodeAll = (value: unknown, changes?: Partial<NoticeContext>): Promise<DecodedAll> =>
  decodeChunks([bytesOf(value)], changes);

/** Cuts bytes into pieces of the given lengths, which are used again and again. */
export function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? bytes.length);
    chunks.push(bytes.slice(at, at + length));
    at += length;
  }
  return chunks;
}

export const collected = <T>(source: Observable<T>): Promise<T[]> => lastValueFrom(source.pipe(toArray()));
