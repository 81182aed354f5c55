import {
  catchError,
  concat,
  defer,
  ignoreElements,
  map,
  type Observable,
  of,
  type OperatorFunction,
  switchMap,
  throwError,
} from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Connection } from '../model/Connection.js';
import type { Evidence } from '../model/Evidence.js';
import type { Outcome } from '../model/Outcome.js';
import type { QueueTick } from '../model/QueueTick.js';
import type { ConnectionBaseline, SyncRun } from '../model/SyncRun.js';
import type { JournalEntry } from '../ports/SyncJournal.js';
import { isRunning } from './activity.js';
import { keysOf } from './dedupeEvents.js';
import { findConnection } from './findConnection.js';
import { newRunId } from './newRunId.js';
import { type Baseline, toConnectionBaseline } from './readBaseline.js';
import { ALL_CONNECTIONS, type SyncSession } from './SyncSession.js';
import { toOutcome } from './toOutcome.js';
import { isRefusedForNow, toLostTrigger, toUnknownTrigger, triggerOnce } from './triggerOnce.js';
import { startWatch } from './Watch.js';
import { whoMustActFor } from './whoMustActFor.js';
import { withinPatience } from './withinPatience.js';

/** A run to follow, from after its baseline read of the queue or from what the queue holds on; or an outcome that was clear before anything was triggered. */
export type OpenedRun =
  | { readonly kind: 'run'; readonly run: SyncRun; readonly isNew: boolean }
  | { readonly kind: 'settled'; readonly outcome: Outcome };

/** Makes of its baseline, and of how the queue stands, a run that is open. */
export type RunBeginning = (session: SyncSession, first: QueueTick) => OperatorFunction<Baseline, OpenedRun>;

/**
 * Opens a run from its baseline: writes it to the journal, then triggers; joins what the journal holds already.
 *
 * ```marble
 * baseline  --(b|)
 * opened    ----(r|)  journal, trigger
 * ```
 *
 * The journal knows the baseline before the POST is made, so that a crash at any moment leaves a run to be joined and
 * none to be repeated. A connection that is RUNNING is joined without a POST; one that never syncs, is closed or is not
 * known gives its outcome at once. Errors: those of its source; refused credentials.
 *
 * @param session the run's surroundings
 * @param first how the queue stands
 * @example
 * ticks.pipe(openWith((first) => readBaseline(session).pipe(triggerRun(session, first)), follow));
 */
export function triggerRun(session: SyncSession, first: QueueTick): OperatorFunction<Baseline, OpenedRun> {
  const { user } = session;
  return switchMap((baseline) => {
    const rule = ruleBeforeTrigger(session, baseline);
    if (rule !== undefined)
      return of(settled(session, draftOf(session, baseline, first), baseline.connections[0], rule));
    return defer(() => user.journal.begin(draftOf(session, baseline, first), new Date(user.scheduler.now()))).pipe(
      withinPatience(user, 'write journal'),
      switchMap((entry) => {
        session.begun(entry.run.runId);
        return triggerEntry(session, entry, baseline);
      }),
    );
  });
}

function ruleBeforeTrigger({ plan }: SyncSession, { connections }: Baseline): Evidence['rule'] | undefined {
  if (plan.scope === ALL_CONNECTIONS) return undefined;
  const [connection] = connections;
  if (connection === undefined || connection.status === 'CLOSED') return 'closed';
  if (connection.status === 'NONE') return 'manual';
  const needsUser = connection.channels.some((channel) => whoMustActFor(channel) === 'user');
  return plan.unattended && needsUser && !isRunning(connection) ? 'unattended' : undefined;
}

/**
 * Opens a run that somebody else triggered from its baseline, and counts ends from `since` on.
 *
 * @param since from when on an end counts, on upstream's clock; without it, from the baseline on
 * @example
 * runSync(session, followRun(undefined)).subscribe();
 */
export function followRun(since: Date | undefined): RunBeginning {
  return (session, first) =>
    map((baseline) => {
      const draft = draftOf(session, baseline, first);
      const rule = ruleBeforeTrigger(session, baseline);
      if (rule !== undefined) return settled(session, draft, baseline.connections[0], rule);
      const trigger = { ...toUnknownTrigger(draft), attached: baseline.connections.some(isRunning) };
      if (since === undefined) return { kind: 'run', run: { ...draft, trigger }, isNew: true };
      return {
        kind: 'run',
        isNew: false,
        run: { ...draft, seen: [], baseline: draft.baseline.map(withoutDates), trigger: { ...trigger, at: since } },
      };
    });
}

function withoutDates(baseline: ConnectionBaseline): ConnectionBaseline {
  return { ...baseline, channels: [] };
}

/** One whose trigger was never confirmed may have been posted, so it is followed. */
function takeUpRun(session: SyncSession, run: SyncRun): Observable<OpenedRun> {
  if (run.trigger !== undefined) return of({ kind: 'run', run, isNew: false });
  return keepTrigger(session, { ...run, trigger: toLostTrigger(session, run) }, false);
}

/**
 * Takes up the run that the session knows of, if it knows one.
 *
 * @param session the run's surroundings
 * @example
 * takeUpKnown(session) ?? readBaseline(session).pipe(triggerRun(session, first));
 */
export function takeUpKnown(session: SyncSession): Observable<OpenedRun> | undefined {
  return session.known && takeUpRun(session, session.known);
}

function triggerEntry(session: SyncSession, { joined, run }: JournalEntry, baseline: Baseline): Observable<OpenedRun> {
  if (joined) return takeUpRun(session, run);
  if (session.plan.scope !== ALL_CONNECTIONS && baseline.connections.some(isRunning)) {
    const trigger = { ...toUnknownTrigger(run), attached: true };
    return keepTrigger(session, { ...run, trigger }, true);
  }
  const refused = (error: unknown): Observable<OpenedRun> =>
    concat(
      session.amend(run.runId, { ended: true }).pipe(ignoreElements()),
      afterRefusal(session, run, baseline.connections[0], error),
    );
  // What goes wrong after an answer, the journal above all, is no refusal and must not end the run.
  return triggerOnce(session, run).pipe(
    map((trigger) => () => keepTrigger(session, { ...run, trigger }, true)),
    catchError((error: unknown) => of(() => refused(error))),
    switchMap((goOn) => goOn()),
  );
}

function keepTrigger(session: SyncSession, run: SyncRun & Required<Pick<SyncRun, 'trigger'>>, isNew: boolean) {
  const { runId, trigger } = run;
  return session.amend(runId, { trigger }).pipe(map((): OpenedRun => ({ kind: 'run', run, isNew })));
}

function afterRefusal(
  session: SyncSession,
  run: SyncRun,
  connection: Connection | undefined,
  error: unknown,
): Observable<OpenedRun> {
  const { user, plan } = session;
  if (plan.scope === ALL_CONNECTIONS || !isAggregationError(error)) return throwError(() => error);
  if (isRefusedForNow(error)) return of(settled(session, run, connection, 'refused'));
  if (error.name !== 'NotFoundError') return throwError(() => error);
  return findConnection(user, plan.scope, { deadlineMs: session.timeLeftMs() }).pipe(
    map((look) => {
      if (look.connection !== undefined) throw error;
      return settled(session, run, connection, 'closed');
    }),
  );
}

function settled(
  session: SyncSession,
  run: SyncRun,
  connection: Connection | undefined,
  rule: Evidence['rule'],
): OpenedRun {
  const [baseline = { connectionId: session.plan.scope, status: 'unknown', channels: [] }] = run.baseline;
  const watch = startWatch(run, toUnknownTrigger(run), baseline, session.plan.until);
  return { kind: 'settled', outcome: toOutcome({ ...watch, connection, observedIn: 'connection' }, rule) };
}

function isSyncable({ status }: Connection): boolean {
  return status !== 'NONE' && status !== 'CLOSED';
}

function draftOf(
  { user, plan, settings }: SyncSession,
  { at, connections, accountIds }: Baseline,
  first: QueueTick,
): SyncRun {
  const beganAt = user.scheduler.now();
  return {
    runId: newRunId(user.entropy),
    tenant: user.tenant,
    userId: user.userId,
    scope: plan.scope,
    type: plan.type,
    beganAt: new Date(beganAt),
    expiresAt: new Date(beganAt + settings.deadlineMs),
    baselineAt: at,
    baseline: connections.filter(isSyncable).map((connection) => toConnectionBaseline(connection, accountIds)),
    seen: first.kind === 'page' ? keysOf(first) : [],
    ...(first.kind === 'page' && { queueId: first.queueId }),
    updates: [],
    ended: false,
  };
}
