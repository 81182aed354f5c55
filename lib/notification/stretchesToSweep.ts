import { defer, map, type Observable } from 'rxjs';
import type { CoverageStretch } from '../model/CoverageStretch.js';
import type { DataWindow } from '../model/DataWindow.js';
import { sliceWindow } from '../model/sliceWindow.js';
import { readAgain } from './readAgain.js';
import { recoverable, type Sweep } from './Sweep.js';

/** Upstream tells of at most 60 minutes, and each stretch is asked for with one second more. Unit: ms */
const LONGEST_STRETCH_MS = 3_599_000;

/**
 * Gives the stretches of time that have to be asked for, oldest first, each short enough for one call.
 *
 * Stretches of which a notice came keep the borders of the notice, so that its users are recognised.
 *
 * @param sweep the surroundings
 * @example
 * stretchesToSweep(sweep).subscribe((stretches) => console.log(stretches.length));
 */
export function stretchesToSweep(sweep: Sweep): Observable<readonly DataWindow[]> {
  const { api, inbox } = sweep;
  return defer(() => {
    const within = recoverable(sweep);
    const recheckFrom = within.until.getTime() - sweep.settings.recheckMs;
    const isOpen = ({ state, window }: CoverageStretch): boolean => {
      if (state === 'unproven') return true;
      if (state === 'noticed') return sweep.settings.sweepNoticed;
      return window.until.getTime() > recheckFrom;
    };
    return inbox.coverage(api.tenant, within).pipe(
      readAgain(api),
      map((stretches) => stretches.filter(isOpen).flatMap(({ window }) => sliceWindow(window, LONGEST_STRETCH_MS))),
    );
  });
}
