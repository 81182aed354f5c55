import { firstValueFrom, toArray } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { JournalEntry, JournalOwner, SyncJournal, SyncRunAmendment } from '../ports/SyncJournal.js';
import { assertSameContent } from './assertSameContent.js';

/** When the runs of the suite begin; they expire a minute later. */
export const SUITE_NOW = new Date('2018-06-04T11:00:00Z');
/** Whose runs the suite drafts, unless it is told otherwise. */
export const OWNER: JournalOwner = { tenant: 't1', userId: 'u1' };
const EXPIRES_AT = new Date('2018-06-04T11:01:00Z');

/**
 * Makes a run as a pipeline would draft it, over connection 7 unless it is told otherwise.
 *
 * @param own what differs
 * @example
 * draftRun({ runId: 'r2', scope: '8' }).ended; // false
 */
export function draftRun(own: Partial<SyncRun> = {}): SyncRun {
  const scope = own.scope ?? '7';
  const connectionIds = scope === '*' ? ['7', '8'] : [scope];
  return {
    runId: 'r1',
    ...OWNER,
    scope,
    type: 'ALL',
    beganAt: SUITE_NOW,
    expiresAt: EXPIRES_AT,
    baselineAt: SUITE_NOW,
    baseline: connectionIds.map((connectionId) => ({
      connectionId,
      status: 'SUCCESS',
      channels: [{ id: '1', status: 'SUCCESS', lastEndAt: SUITE_NOW }],
    })),
    seen: [],
    updates: [],
    ended: false,
    ...own,
  };
}

/**
 * Makes an outcome of one connection.
 *
 * @param connectionId whose
 * @example
 * outcomeFor('7').kind; // 'outcome'
 */
export function outcomeFor(connectionId: ConnectionId): SyncUpdate {
  return {
    kind: 'outcome',
    connectionId,
    result: 'succeeded',
    channels: [],
    hasFreshData: true,
    whoMustAct: 'nobody',
    evidence: { rule: 'endDate', observedIn: 'queue', attached: false, endDates: [] },
  };
}

/**
 * Begins a run and waits until it is written.
 *
 * @param journal the journal under test
 * @param draft the run
 * @param now on the scheduler's clock
 * @example
 * (await begun(journal, draftRun())).joined; // false
 */
export async function begun(journal: SyncJournal, draft: SyncRun, now = SUITE_NOW): Promise<JournalEntry> {
  return onlyValue(await firstValueFrom(journal.begin(draft, now).pipe(toArray())), 'begin');
}

/**
 * Changes a run and waits until that is written.
 *
 * @param journal the journal under test
 * @param runId which run
 * @param amendment what to change
 * @example
 * (await amended(journal, 'r1', { ended: true })).ended; // true
 */
export async function amended(journal: SyncJournal, runId: string, amendment: SyncRunAmendment): Promise<SyncRun> {
  return onlyValue(await firstValueFrom(journal.amend(runId, amendment).pipe(toArray())), 'amend');
}

/**
 * Asks a journal for a run.
 *
 * @param journal the journal under test
 * @param runId which run
 * @example
 * await found(journal, 'never there'); // undefined
 */
export async function found(journal: SyncJournal, runId: string): Promise<SyncRun | undefined> {
  return onlyValue(await firstValueFrom(journal.find(runId).pipe(toArray())), 'find');
}

/**
 * Asks a journal who holds a scope.
 *
 * @param journal the journal under test
 * @param scope one connection, or `*`
 * @param owner whose
 * @param now on the scheduler's clock
 * @example
 * await held(journal, '7'); // undefined
 */
export async function held(
  journal: SyncJournal,
  scope: ConnectionId,
  owner: JournalOwner = OWNER,
  now = SUITE_NOW,
): Promise<SyncRun | undefined> {
  return onlyValue(await firstValueFrom(journal.current(owner, scope, now).pipe(toArray())), 'current');
}

function onlyValue<T>(values: readonly T[], method: string): T {
  assertSameContent(`${method} emitted ${String(values.length)} times`, `${method} emitted 1 times`);
  const [value] = values.map((only) => ({ only }));
  if (value === undefined) throw new Error(`${method} emitted nothing`);
  return value.only;
}

/**
 * Insists on who holds a scope after a `begin`.
 *
 * @param entry what `begin` gave
 * @param runId the run that must hold it
 * @example
 * insistOnHolder(await begun(journal, draftRun()), 'r1');
 */
export function insistOnHolder(entry: JournalEntry, runId: string): void {
  assertSameContent(entry.run.runId, runId);
}
