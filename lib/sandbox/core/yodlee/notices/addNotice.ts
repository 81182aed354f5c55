import { chance } from '../../chance.js';
import { schedule } from '../collections/Agenda.js';
import { tableAppend } from '../collections/Table.js';
import type { YodleeItem, YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import type { Notice } from './Notice.js';

/** What makes a notice; the rest is filled in. */
export type NewNotice = Pick<Notice, 'event'> &
  Partial<Pick<Notice, 'parts' | 'late' | 'payload' | 'forged' | 'notificationId'>>;

/**
 * Adds a notification and schedules its sending, as the script's sender has it: at once, later, or never.
 *
 * @param state the service
 * @param given the notification
 * @param now the caller's clock. Unit: ms
 * @example
 * addNotice(state, { event: 'DATA_UPDATES', parts: [{ from, to, users: [0] }] }, now).notices.length;
 */
export function addNotice(state: YodleeState, given: NewNotice, now: number): YodleeState {
  const id = state.notices.length;
  const { sender = {} } = state.settings.script;
  const regular = given.event === 'DATA_UPDATES' && given.forged === undefined;
  const dropped = regular && sender.drops === true && id % 2 === 0;
  const notice: Notice = {
    id,
    notificationId: notificationIdOf(state, id, now),
    parts: [],
    late: [],
    ...given,
    attempts: [],
    state: dropped ? 'dropped' : 'waiting',
    failures: 0,
    copies: regular ? (sender.copies ?? 0) : 0,
  };
  const added = { ...state, notices: tableAppend(state.notices, notice) };
  if (dropped) return added;
  const delayMs = regular && sender.reorders === true ? (2 - (id % 3)) * 1_100 * intervalS(state) : 0;
  return later(added, now + delayMs, { do: 'send', notice: id });
}

/**
 * Schedules something.
 *
 * @param state the service
 * @param at when. Unit: ms of the caller's clock
 * @param item what
 * @example
 * later(state, now + 60_000, { do: 'tick' });
 */
export function later(state: YodleeState, at: number, item: YodleeItem): YodleeState {
  return { ...state, agenda: schedule(state.agenda, { at, order: state.order, item }), order: state.order + 1 };
}

/**
 * Returns the time between two notifications.
 *
 * @param state the service
 * @returns seconds, at least 1
 * @example
 * intervalS(state); // 900
 */
export function intervalS({ settings }: Pick<YodleeState, 'settings'>): number {
  return Math.max(1, Number(settings.switches.notifyEveryS));
}

/**
 * Makes the id of a notification: eight hexadecimal digits, a dash, the second of its making.
 *
 * @param state the service
 * @param id number of the notification
 * @param now the caller's clock. Unit: ms
 * @example
 * notificationIdOf(state, 0, now); // '9f1c02aa-1768467600'
 */
export function notificationIdOf(state: YodleeState, id: number, now: number): string {
  const part = Math.floor(chance(state.settings.seed, ['notification', id]) * 2 ** 32);
  return `${part.toString(16).padStart(8, '0')}-${yodleeSeconds(state, now)}`;
}
