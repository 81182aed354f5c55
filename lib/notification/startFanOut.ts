import { merge, NEVER } from 'rxjs';
import { type AdaptiveCredit, createAdaptiveCredit } from '../operators/createAdaptiveCredit.js';
import type { InboxStore } from '../ports/InboxStore.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import { abortOf } from './abortOf.js';
import { ByteBudget } from './ByteBudget.js';
import type { FanOut, NotificationHandler } from './FanOut.js';
import type { ResolvedConsumeOptions } from './options.js';

/**
 * Gathers what all stages of one fan-out share: credit in users and in bytes, and what is known of upstream's health.
 *
 * @param api the aggregator
 * @param inbox where the work is
 * @param handler who stores it
 * @param settings options without gaps
 * @example
 * const fanOut = startFanOut(api, inbox, handler, resolveConsumeOptions({}));
 */
export function startFanOut<Tx>(
  api: NotificationApi,
  inbox: InboxStore<Tx>,
  handler: NotificationHandler<Tx>,
  settings: ResolvedConsumeOptions,
): FanOut<Tx> {
  const { start, ceiling, byteCredit } = settings;
  const pace = createAdaptiveCredit({ start, ceiling, scheduler: api.scheduler });
  const memory = new ByteBudget(byteCredit);
  const health = { lastSuccessAt: -Infinity, lastHandledAt: -Infinity, refused: new Set<string>() };
  const credit = sharedCredit(pace, memory, settings);
  return { api, inbox, handler, settings, credit, memory, health, begun: new WeakSet() };
}

/** While memory is spent nothing new begins; a drain is told of even while upstream wants us to wait. */
function sharedCredit(
  pace: AdaptiveCredit,
  memory: ByteBudget,
  { drain }: Pick<ResolvedConsumeOptions, 'drain'>,
): AdaptiveCredit {
  return {
    opens: merge(pace.opens, memory.opens, drain === undefined ? NEVER : abortOf(drain)),
    succeeded: pace.succeeded.bind(pace),
    refused: pace.refused.bind(pace),
    overloaded: pace.overloaded.bind(pace),
    get limit() {
      return pace.limit;
    },
    room: (inFlight: number) => {
      if (drain?.aborted === true) return 1;
      return memory.isSpent && inFlight > 0 ? 0 : pace.room(inFlight);
    },
  };
}
