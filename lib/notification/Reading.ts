import type { AdaptiveCredit } from '../operators/createAdaptiveCredit.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import type { ByteBudget } from './ByteBudget.js';
import type { ResolvedConsumeOptions } from './options.js';

/** What the stages that only read upstream work with. */
export interface Reading {
  readonly api: NotificationApi;
  readonly settings: ResolvedConsumeOptions;
  /** How many users at once upstream bears. */
  readonly credit: AdaptiveCredit;
  /** How much the fetched pages hold in memory. */
  readonly memory: ByteBudget;
  /** When upstream last answered for any user, on the api's scheduler. Unit: ms */
  readonly health: { lastSuccessAt: number };
}
