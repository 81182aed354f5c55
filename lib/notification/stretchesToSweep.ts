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
 * What is open is what nobody has asked for, what only a notice told, and the last of what was asked for. Stretches keep
 * the borders of notices and of earlier sweeps, so that the users of those are recognised. Memory: O(stretches).
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
    const openIn = ({ state, window }: CoverageStretch): readonly DataWindow[] => {
      const slices = sliceWindow(window, LONGEST_STRETCH_MS);
      if (state === 'unproven') return slices;
      if (state === 'noticed') return sweep.settings.sweepNoticed ? slices : [];
      return slices.filter(({ until }) => until.getTime() > recheckFrom);
    };
    return inbox.coverage(api.tenant, within).pipe(
      readAgain(api),
      map((stretches) => stretches.flatMap(openIn)),
    );
  });
}
