import type { ChannelId, EventId } from './Identity.js';

/** What an outcome rests on, so that a person can check it. */
export interface Evidence {
  /**
   * The rule that decided: `endDate` an end date past its baseline, `runningSeen` RUNNING seen after the trigger and
   * over, `event` a matching event new since the baseline, `statusChanged` a status other than the baseline's,
   * `closed` the connection is closed or unknown, `manual` it never syncs, `unattended` it needs the user and the user
   * is not there, so nothing was triggered, `refused` upstream did not take the trigger, `deadline` time was up,
   * `nothingMoved` no sign of a start, `accountList` the account lists of a LIST_ACCOUNTS sync came.
   */
  readonly rule:
    | 'endDate'
    | 'runningSeen'
    | 'event'
    | 'statusChanged'
    | 'accountList'
    | 'closed'
    | 'manual'
    | 'unattended'
    | 'refused'
    | 'deadline'
    | 'nothingMoved';
  /** Where the deciding state was read. */
  readonly observedIn: 'queue' | 'connection' | 'nowhere';
  /** Upstream's connection status at that moment, when one was known. */
  readonly status?: string;
  /** The last look, at the deadline, failed: the state is the last that was known. */
  readonly lastLookFailed?: true;
  /** From when on an end counts, on upstream's clock. */
  readonly triggeredAt?: Date;
  /** The sync was running already, or somebody else's: it was joined, not started. */
  readonly attached: boolean;
  readonly event?: { readonly id: EventId; readonly type: string; readonly createdAt?: Date };
  /** End dates before and after, by channel. */
  readonly endDates: readonly { readonly channelId: ChannelId; readonly before?: Date; readonly after?: Date }[];
}
