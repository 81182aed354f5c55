import type { SyncRun } from '../model/SyncRun.js';
import type { JournalOwner } from '../ports/SyncJournal.js';

/** Runs in the order in which they came, found by identity and by owner without looking at anybody else's. */
export class RunShelf {
  private readonly byId = new Map<string, SyncRun>();
  private readonly byOwner = new Map<string, Map<string, SyncRun>>();

  get size(): number {
    return this.byId.size;
  }

  /** The run that came first. */
  get oldest(): SyncRun | undefined {
    return this.byId.values().next().value;
  }

  get(runId: string): SyncRun | undefined {
    return this.byId.get(runId);
  }

  of(owner: JournalOwner): readonly SyncRun[] {
    return [...(this.byOwner.get(keyOf(owner))?.values() ?? [])];
  }

  put(run: SyncRun): void {
    this.byId.set(run.runId, run);
    const key = keyOf(run);
    const runs = this.byOwner.get(key) ?? new Map<string, SyncRun>();
    this.byOwner.set(key, runs.set(run.runId, run));
  }

  remove(run: SyncRun): void {
    this.byId.delete(run.runId);
    const key = keyOf(run);
    const runs = this.byOwner.get(key);
    runs?.delete(run.runId);
    if (runs?.size === 0) this.byOwner.delete(key);
  }
}

function keyOf({ tenant, userId }: JournalOwner): string {
  return JSON.stringify([tenant, userId]);
}
