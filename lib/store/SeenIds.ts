import type { EventId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';

/** The ids that runs have met, appended in place: copying them for every batch would make a long run quadratic. */
export class SeenIds {
  private readonly byRun = new Map<string, EventId[]>();

  append(runId: string, ids: readonly EventId[]): void {
    const known = this.byRun.get(runId) ?? [];
    this.byRun.set(runId, known);
    for (const id of ids) known.push(id);
  }

  forget(runId: string): void {
    this.byRun.delete(runId);
  }

  /** Gives a run with the ids that it has met until now; the list is made when somebody reads it. */
  shownIn(run: SyncRun): SyncRun {
    const known = this.byRun.get(run.runId) ?? [];
    const { length } = known;
    return {
      ...run,
      get seen() {
        return known.slice(0, length);
      },
    };
  }
}
