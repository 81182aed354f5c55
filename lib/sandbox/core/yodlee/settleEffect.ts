import type { SandboxAnswer } from '../SandboxAnswer.js';
import { tableGet, tableSet } from './collections/Table.js';
import { YODLEE_BASE } from './endpoints/findYodleeRoute.js';
import { finishSubscription } from './endpoints/subscriptions.js';
import { finishAnswer } from './finishAnswer.js';
import { noteAttempt } from './notices/noteAttempt.js';
import { sendNotices } from './notices/sendNotices.js';
import type { EffectResult, OutboundEffect } from './OutboundEffect.js';
import { recordRequest } from './recordRequest.js';
import { runYodlee } from './timeline/runYodlee.js';
import type { YodleeState } from './YodleeState.js';

/** The service after a result, and what follows from it. */
export interface Settled {
  readonly state: YodleeState;
  /** The answer that waited for a probe; absent for a webhook. */
  readonly answer?: SandboxAnswer;
  /** What to carry out next. */
  readonly effects: readonly OutboundEffect[];
}

/**
 * Tells the service how one of its own requests went. A result that comes twice is left out of account.
 *
 * @param state the service
 * @param result which request, and the status that came back, if one did
 * @param now the caller's clock, never going back. Unit: ms
 * @example
 * settleEffect(state, { id: effect.id, status: 200 }, now).effects;
 */
export function settleEffect(state: YodleeState, { id, status }: EffectResult, now: number): Settled {
  const current = runYodlee(state, now);
  const pending = tableGet(current.inFlight, id);
  if (pending === undefined) return hand(current);
  const landed = { ...current, inFlight: tableSet(current.inFlight, id, undefined) };
  if (pending.kind === 'probe') {
    const { state: after, content } = finishSubscription(landed, pending, { status, now });
    const { method, event } = pending;
    const path = `${YODLEE_BASE}/configs/notifications/events/${event}`;
    const recorded = recordRequest(after, { method, path, status: content.status }, now);
    return { ...hand(runYodlee(recorded, now)), answer: finishAnswer(after, content, now) };
  }
  const notice = tableGet(landed.notices, pending.notice);
  const freed = { ...landed, flying: landed.flying - 1 };
  if (notice === undefined) return hand(freed);
  const noted = noteAttempt(
    freed,
    notice,
    { sentAt: pending.sentAt, ...(status === undefined ? {} : { status }) },
    now,
  );
  return hand(runYodlee(sendNotices(noted, now), now));
}

/**
 * Lets everything happen that was due until `now`; for a driver whose clock moves without a request.
 *
 * @param state the service
 * @param now the caller's clock, never going back. Unit: ms
 * @example
 * advanceYodlee(state, now + 900_000).effects; // the webhooks to send
 */
export function advanceYodlee(state: YodleeState, now: number): Settled {
  return hand(runYodlee(state, now));
}

/**
 * Says when something happens by itself next; undefined when nothing will.
 *
 * @param state the service
 * @returns ms of the caller's clock
 * @example
 * nextYodleeAt(state);
 */
export function nextYodleeAt(state: YodleeState): number | undefined {
  return state.agenda?.at;
}

const hand = (state: YodleeState): Settled => ({ state: { ...state, effects: [] }, effects: state.effects });
