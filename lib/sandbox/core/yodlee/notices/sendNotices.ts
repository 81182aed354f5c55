import { schedule, withoutFirst } from '../collections/Agenda.js';
import { tableAppend, tableGet, tableSet } from '../collections/Table.js';
import type { OutboundEffect } from '../OutboundEffect.js';
import type { YodleeState } from '../YodleeState.js';
import type { Notice } from './Notice.js';
import { renderNotice } from './renderNotice.js';
import { noteAttempt } from './noteAttempt.js';

/**
 * Puts a notification among those that wait for a free sender.
 *
 * @param state the service
 * @param notice number of the notification
 * @param now the caller's clock. Unit: ms
 * @example
 * sendNotices(queueNotice(state, 0, now), now).effects;
 */
export function queueNotice(state: YodleeState, notice: number, now: number): YodleeState {
  const outbox = schedule(state.outbox, { at: now, order: state.order, item: notice });
  return { ...state, outbox, order: state.order + 1 };
}

/**
 * Sends as many waiting notifications as there are free senders; during an outage every try fails unsent.
 *
 * @param state the service
 * @param now the caller's clock. Unit: ms
 * @example
 * sendNotices(state, now).effects.length;
 */
export function sendNotices(state: YodleeState, now: number): YodleeState {
  const most = Math.max(1, Number(state.settings.switches.senders));
  let current = state;
  for (let next = current.outbox; next !== undefined && current.flying < most; next = current.outbox) {
    current = { ...current, outbox: withoutFirst(next) };
    const notice = tableGet(current.notices, next.item);
    if (notice !== undefined) current = send(current, notice, now);
  }
  return current;
}

const send = (state: YodleeState, notice: Notice, now: number): YodleeState => {
  const callback = state.subscriptions[notice.event]?.callbackUrl;
  if (callback === undefined) {
    return { ...state, notices: tableSet(state.notices, notice.id, { ...notice, state: 'discarded' }) };
  }
  if (now < state.outageUntil) return noteAttempt(state, notice, { sentAt: now }, now);
  const { body, contentType } = renderNotice(state, notice, now);
  const effect: OutboundEffect = {
    kind: 'webhook',
    id: state.inFlight.length,
    method: 'POST',
    url: notice.forged?.path === undefined ? callback : elsewhere(callback, notice.forged.path),
    headers: { 'content-type': contentType },
    body,
    timeoutMs: Number(state.settings.switches.webhookTimeoutMs),
  };
  return {
    ...state,
    flying: state.flying + 1,
    inFlight: tableAppend(state.inFlight, { kind: 'webhook', notice: notice.id, sentAt: now }),
    effects: [...state.effects, effect],
  };
};

const elsewhere = (callback: string, path: string): string => {
  const origin = /^https?:\/\/[^/?#]+/.exec(callback)?.[0] ?? callback;
  return origin + path;
};
