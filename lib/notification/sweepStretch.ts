import { concatMap, defer, map, type Observable, of, reduce } from 'rxjs';
import type { DataWindow } from '../model/DataWindow.js';
import type { Intent } from '../model/Intent.js';
import type { DecodedNotice } from '../ports/NotificationApi.js';
import { readAgain } from './readAgain.js';
import type { Swept } from './ReconcileUpdate.js';
import type { Sweep } from './Sweep.js';

/** Whether upstream's last second is part of its windows is not known, so one more is asked for. Unit: ms */
const OVERLAP_MS = 1_000;

/**
 * Asks upstream who changed within one stretch, puts what was missed into the inbox, and marks the stretch as proven.
 *
 * ```marble
 * changes  -i-i-|
 * output   -----(s|)
 * ```
 *
 * What is interrupted is asked for again from the start; what is known already is not put twice. Memory: one group of
 * users. Errors: what repeating does not mend.
 *
 * @param sweep the surroundings
 * @param stretch at most 60 minutes
 * @example
 * sweepStretch(sweep, stretch).subscribe(({ missed }) => console.log(missed));
 */
export function sweepStretch(sweep: Sweep, stretch: DataWindow): Observable<Swept> {
  const { api, inbox } = sweep;
  const asked = { from: stretch.from, until: new Date(stretch.until.getTime() + OVERLAP_MS) };
  return defer(() => api.listChanges(asked)).pipe(
    concatMap((notice) => putMissed(sweep, stretch, notice)),
    reduce((missed, added) => missed + added, 0),
    concatMap((missed) => inbox.markSwept(api.tenant, stretch).pipe(map(() => missed))),
    map((missed): Swept => {
      if (missed > 0) api.telemetry.count('missed_users_total', missed, { tenant: api.tenant });
      return { kind: 'swept', window: stretch, missed };
    }),
    readAgain(api),
  );
}

function putMissed({ api, inbox }: Sweep, stretch: DataWindow, notice: DecodedNotice): Observable<number> {
  if (notice.kind === 'quarantined') return inbox.quarantine(api.tenant, notice.notices).pipe(map(() => 0));
  if (notice.kind === 'notification') return of(0);
  const intents = notice.intents.map((intent) => within(stretch, intent));
  const options = { origin: 'sweep', covers: stretch, settleMs: 0, maxWaitMs: 0 } as const;
  return inbox.put(api.tenant, intents, options).pipe(map(({ added }) => added));
}

/** What upstream says of the additional second belongs to the next stretch. */
function within(stretch: DataWindow, { userId, window }: Intent): Intent {
  const from = window.from > stretch.from ? window.from : stretch.from;
  const until = window.until < stretch.until ? window.until : stretch.until;
  return { userId, window: from < until ? { from, until } : stretch };
}
