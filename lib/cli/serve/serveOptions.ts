import type { ConsumeOptions, IntakeOptions, ReconcileOptions } from '../../aggregators/yodlee/index.js';
import type { KnownUsers } from '../yodlee/knownUsers.js';
import type { YodleeSettings } from '../yodlee/resolveYodleeSettings.js';
import type { Service } from './Service.js';
import type { ServeFlags } from './ServeFlags.js';

/**
 * Gives how webhooks are taken in.
 *
 * @param flags what the user typed
 * @param settings where the secret is
 * @param known which users are ours; undefined for all
 * @example
 * receiveNotification(api, inbox, intakeOptions(flags, settings, undefined));
 */
export function intakeOptions(
  { settle, maxWait }: ServeFlags,
  { callbackSecret = '' }: Pick<YodleeSettings, 'callbackSecret'>,
  known: KnownUsers | undefined,
): IntakeOptions {
  return {
    pathSecret: callbackSecret,
    ...(known !== undefined && { knownUsers: known }),
    ...(settle !== undefined && { settleMs: settle }),
    ...(settle !== undefined && maxWait === undefined && { maxWaitMs: Math.max(settle, 30_000) }),
    ...(maxWait !== undefined && { maxWaitMs: maxWait }),
  };
}

/**
 * Gives how users are fetched and handed over.
 *
 * @param flags what the user typed
 * @param within until when, and where pages go that are too many for memory
 * @example
 * consumeNotifications(api, inbox, handler, consumeOptions(flags, service));
 */
export function consumeOptions(flags: ServeFlags, { drain, spool }: Pick<Service, 'drain' | 'spool'>): ConsumeOptions {
  const { usersAtOnce, lease, handlerDeadline, retryBase, retryCap, afterWindow } = flags;
  return {
    drain,
    ...(spool !== undefined && { spool }),
    ...(usersAtOnce !== undefined && { ceiling: usersAtOnce, start: Math.min(4, usersAtOnce) }),
    ...(lease !== undefined && { leaseMs: lease }),
    ...(handlerDeadline !== undefined && { handlerDeadlineMs: handlerDeadline }),
    ...(retryBase !== undefined && { retryBaseMs: retryBase }),
    ...(retryCap !== undefined && { retryCapMs: retryCap }),
    ...(afterWindow !== undefined && { afterWindowMs: afterWindow }),
  };
}

/**
 * Gives how the events API is swept.
 *
 * @param flags what the user typed
 * @example
 * reconcile(api, inbox, reconcileOptions(flags));
 */
export function reconcileOptions({ reconcileEvery, reconcileLag }: ServeFlags): ReconcileOptions {
  return { everyMs: reconcileEvery, ...(reconcileLag !== undefined && { lagMs: reconcileLag }) };
}
