import type { DataWindow } from '../../../model/DataWindow.js';
import { isModest } from '../../../model/isModest.js';
import type { WebhookNotification } from '../../../model/WebhookNotification.js';
import { noticeKind } from '../noticeKind.js';
import type { Draft } from '../../shared/Draft.js';
import { safeFields, safeValue } from './safeFields.js';

/** The members of a notification by level, without its users; a value is what JSON gave. */
export type NoticeMembers = Readonly<Record<'root' | 'event' | 'data', ReadonlyMap<string, unknown>>>;

/** Members that have a place of their own. */
const PLACED: ReadonlySet<string> = new Set(['info', 'notificationId', 'data', 'event', 'userData']);
const LONGEST_INFO = 256;

/**
 * Puts a notification together from its members. Whatever has no place of its own is kept in `data`: the members beside
 * it first, those of `data` over them, or `data` itself when it is a list.
 *
 * @param members what was said beside the users
 * @param context when it came, whether it had users, and their window
 * @example
 * toNotification({ root, event, data }, { receivedAt, hasUsers: true }).kind; // 'dataUpdates'
 */
export function toNotification(
  { root, event, data }: NoticeMembers,
  context: { readonly receivedAt: Date; readonly hasUsers: boolean; readonly window?: DataWindow | undefined },
): WebhookNotification {
  const outer = new Map([...root, ...event]);
  const info = textOf(outer.get('info'));
  const kind = noticeKind(info ?? '', context.hasUsers);
  const notification: Draft<WebhookNotification> = { kind, info: info ?? '', receivedAt: context.receivedAt };
  const id = textOf(outer.get('notificationId'));
  if (id !== undefined) notification.notificationId = id;
  if (kind === 'dataUpdates' || kind === 'insights') {
    if (context.window !== undefined) notification.window = context.window;
    const count = data.get('userCount');
    if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) notification.userCount = count;
  }
  const said = restOf(outer, data);
  if (said !== undefined) notification.data = said;
  return notification;
}

function restOf(outer: ReadonlyMap<string, unknown>, data: ReadonlyMap<string, unknown>): unknown {
  const list = outer.get('data');
  if (list !== undefined && list !== null && isModest(list)) return safeValue(list);
  const members = [...outer, ...data].filter(([name, value]) => !PLACED.has(name) && isModest(value));
  return members.length === 0 ? undefined : safeFields(Object.fromEntries(members));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.length <= LONGEST_INFO ? value : undefined;
}
