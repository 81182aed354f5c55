import { map, NEVER, type Observable, Subject } from 'rxjs';
import type { QueuePage, QueueTick } from '../../lib/model/QueueTick.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { Retrying, SyncUpdate } from '../../lib/model/SyncUpdate.js';
import type { QueueRead } from '../../lib/sync/dedupeEvents.js';
import type { SyncOptions } from '../../lib/sync/options.js';
import type { SyncPlan } from '../../lib/sync/requests.js';
import { startSession } from '../../lib/sync/startSession.js';
import type { SyncSession } from '../../lib/sync/SyncSession.js';
import { letterOf } from './lettered.js';
import { quick } from './quick.js';
import { scriptedUser, type ScriptedUser, type UserScript } from './scriptedUser.js';

export interface Stage {
  readonly user: ScriptedUser;
  readonly session: SyncSession;
  readonly settings: Required<SyncOptions>;
  /** `w` whenever the stage asks for a read of the queue at once. */
  readonly wakes: Observable<string>;
  /** What the stage told of repetitions. */
  readonly notices: readonly Retrying[];
}

export const PLAN: SyncPlan = { scope: '7', type: 'ALL', until: 'all', queueId: undefined, unattended: false };

/** The surroundings of one stage of a sync. */
export function stageOf(
  script: UserScript = {},
  options: SyncOptions = {},
  own: {
    readonly plan?: Partial<SyncPlan>;
    readonly hints?: Observable<unknown>;
    readonly isJournalled?: boolean;
    readonly known?: SyncRun;
    readonly ticks?: Observable<QueueTick>;
    readonly begun?: (runId: string) => void;
    readonly retire?: () => void;
  } = {},
): Stage {
  const user = scriptedUser(script);
  const settings = quick(options);
  const wakes = new Subject<string>();
  const notices: Retrying[] = [];
  const session = startSession(user, { ...PLAN, ...own.plan }, settings, {
    queue: { values: own.ticks ?? NEVER, wake: () => wakes.next('w') },
    notify: (notice) => void notices.push(notice),
    ...(own.hints && { hints: own.hints }),
    ...(own.known && { known: own.known }),
    ...(own.begun && { begun: own.begun }),
    ...(own.retire && { retire: own.retire }),
    ...(own.isJournalled !== undefined && { isJournalled: own.isJournalled }),
  });
  return { user, settings, wakes: wakes.asObservable(), notices, session };
}

export function readOf(own: Partial<QueueRead> = {}): QueueRead {
  return { kind: 'read', queueId: 'q1', events: [], quarantined: [], duplicates: 0, ...own };
}

export function pageOf(own: Partial<QueuePage> = {}): QueuePage {
  return { kind: 'page', queueId: 'q1', events: [], quarantined: [], unchanged: false, ...own };
}

export const RETRYING: Retrying = {
  kind: 'retrying',
  operation: 'read queue',
  error: 'UpstreamTimeoutError',
  attempt: 1,
  inMs: 1,
};

/** Writes batches of updates as one value each, a letter for each update. */
export function letteredBatches(): (batches: Observable<readonly SyncUpdate[]>) => Observable<string> {
  return (batches) => batches.pipe(map((batch) => batch.map(letterOf).join('')));
}
