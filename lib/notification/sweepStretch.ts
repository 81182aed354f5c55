import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  forkJoin,
  ignoreElements,
  map,
  type Observable,
  of,
  tap,
  throwError,
} from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { DataWindow } from '../model/DataWindow.js';
import type { Intent } from '../model/Intent.js';
import type { DecodedNotice } from '../ports/NotificationApi.js';
import { keepKnownUsers } from './intake/keepKnownUsers.js';
import type { NoticeBatch } from './intake/NoticeBatch.js';
import { readAgain } from './readAgain.js';
import type { Swept } from './ReconcileUpdate.js';
import { recoverable, type Sweep } from './Sweep.js';

/** Whether upstream's last second is part of its windows is not known, so one more is asked for. Unit: ms */
const OVERLAP_MS = 1_000;
const KNOWN_USER_DEADLINE_MS = 30_000;

/**
 * Asks upstream who changed within one stretch, puts what was missed into the inbox, and marks the stretch as proven.
 *
 * ```marble
 * changes  -i-i-|
 * output   -----(s|)
 * ```
 *
 * What is interrupted is asked for again from the start; what is known already is not put twice, and strangers not at all.
 * What has grown too old meanwhile is left out, and what upstream's clock, as its answers show it, has not reached yet, and a stretch of which upstream says nothing that makes sense is skipped
 * and stays unproven. Memory: one group of users. Errors: what repeating does not mend and concerns every stretch.
 *
 * @param sweep the surroundings
 * @param stretch at most 60 minutes
 * @example
 * sweepStretch(sweep, stretch).subscribe(({ missed }) => console.log(missed));
 */
export function sweepStretch(sweep: Sweep, stretch: DataWindow): Observable<Swept> {
  const { api } = sweep;
  return defer(() => {
    let missed = 0;
    const add = (added: number): void => {
      missed += added;
    };
    return defer(() => sweepOnce(sweep, stretch, add)).pipe(
      map((window): Swept => ({ kind: 'swept', window, missed })),
      readAgain(api),
      tap(() => {
        if (missed > 0) api.telemetry.count('missed_users_total', missed, { tenant: api.tenant });
      }),
      catchError((error: unknown) => {
        if (!isOfThisStretch(error)) return throwError(() => error);
        api.telemetry.count('sweeps_skipped_total', 1, { tenant: api.tenant });
        return EMPTY;
      }),
    );
  });
}

function sweepOnce(sweep: Sweep, stretch: DataWindow, add: (missed: number) => void): Observable<DataWindow> {
  const { api, inbox, settings } = sweep;
  // Upstream's clock may have been learned only since the stretch was planned.
  const { from, until } = recoverable(sweep);
  const told = {
    from: stretch.from < from ? from : stretch.from,
    until: stretch.until > until ? until : stretch.until,
  };
  if (told.until <= told.from) return EMPTY;
  const asked = { from: told.from, until: new Date(told.until.getTime() + OVERLAP_MS) };
  return concat(
    api.listChanges(asked).pipe(
      concatMap(toBatch),
      keepKnownUsers(api, { ...settings, storeDeadlineMs: KNOWN_USER_DEADLINE_MS }),
      concatMap(({ batch, strangers }) => {
        if (strangers > 0) api.telemetry.count('sweep_strangers_total', strangers, { tenant: api.tenant });
        return putMissed(sweep, told, batch);
      }),
      tap(add),
      ignoreElements(),
    ),
    defer(() => {
      const proven = livedThrough(sweep, told);
      return proven.until <= proven.from ? EMPTY : inbox.markSwept(api.tenant, proven).pipe(map(() => proven));
    }),
  );
}

/** The answers may have shown that upstream's clock is behind what was planned with: what is to come proves nothing. */
function livedThrough(sweep: Sweep, { from, until }: DataWindow): DataWindow {
  const { until: latest } = recoverable(sweep);
  return { from, until: until > latest ? latest : until };
}

function toBatch(notice: DecodedNotice): Observable<NoticeBatch> {
  if (notice.kind === 'notification') return EMPTY;
  return of(
    notice.kind === 'intents'
      ? { intents: notice.intents, quarantined: [] }
      : { intents: [], quarantined: notice.notices },
  );
}

function putMissed(
  { api, inbox }: Sweep,
  stretch: DataWindow,
  { intents, quarantined }: NoticeBatch,
): Observable<number> {
  const wanted = intents.flatMap((intent) => within(stretch, intent));
  const now = api.upstreamNow();
  const options = { origin: 'sweep', covers: stretch, settleMs: 0, maxWaitMs: 0, now } as const;
  return forkJoin([
    wanted.length > 0 ? inbox.put(api.tenant, wanted, options) : of({ added: 0 }),
    quarantined.length > 0 ? inbox.quarantine(api.tenant, quarantined) : of(undefined),
  ]).pipe(
    map(([{ added }]) => added),
    filter((added) => added > 0),
  );
}

/** What upstream says of the additional second belongs to the next stretch. */
function within(stretch: DataWindow, { userId, window }: Intent): readonly Intent[] {
  const isBeyond = window.until.getTime() > stretch.until.getTime() + OVERLAP_MS;
  const until = isBeyond || window.until < stretch.until ? window.until : stretch.until;
  return window.from < until ? [{ userId, window: { from: window.from, until } }] : [];
}

function isOfThisStretch(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  if (error.name === 'UpstreamRefusedError') return error.verdict !== 'stop';
  return [
    'DecodeError',
    'NotFoundError',
    'ResponseTooLargeError',
    'UpstreamStatusError',
    'UpstreamTimeoutError',
  ].includes(error.name);
}
