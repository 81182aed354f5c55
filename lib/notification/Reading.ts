import type { AdaptiveCredit } from '../operators/createAdaptiveCredit.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import type { ByteBudget } from './ByteBudget.js';
import type { ResolvedConsumeOptions } from './options.js';

/** What is known of the others when one user fails: whether it is their own failure. Times on the api's scheduler in ms. */
export interface Health {
  /** When upstream last answered for any user. */
  lastSuccessAt: number;
  /** When the handler last stored what is any user's. */
  lastHandledAt: number;
  /** Who was refused since upstream last answered for anybody; no more of them than make a judgement. */
  readonly refused: Set<string>;
}

/** What the stages that only read upstream work with. */
export interface Reading {
  readonly api: NotificationApi;
  readonly settings: ResolvedConsumeOptions;
  /** How many users at once upstream bears. */
  readonly credit: AdaptiveCredit;
  /** How much the fetched pages hold in memory. */
  readonly memory: ByteBudget;
  readonly health: Health;
}
