import { asyncScheduler, defer, of } from 'rxjs';
import type { InboxOptions } from '../ports/InboxOptions.js';
import type { InboxStore } from '../ports/InboxStore.js';
import { MemoryTables } from './MemoryTables.js';
import { assembleInbox } from './rules/assembleInbox.js';
import type { InboxEngine } from './rules/InboxEngine.js';
import { type InboxSettings, inboxSettings } from './rules/inboxSettings.js';
import { LaneKeeper } from './rules/LaneKeeper.js';

/**
 * Keeps the inbox in this process: for tests, for virtual time, and where a loss at the end of the process is borne.
 *
 * Emits at once when subscribed. Memory: O(lanes + windows remembered for `horizonMs` and a day). Errors:
 * LeaseLostError; InvalidOptionError from `commit`, because there are no transactions.
 *
 * @param options who reads, and what to keep
 * @example
 * const inbox = memoryInbox({ consumers: ['book', 'search'] });
 */
export function memoryInbox(options: InboxOptions = {}): InboxStore<never> {
  const engine = memoryEngine(inboxSettings(options, asyncScheduler));
  return assembleInbox(engine, new LaneKeeper(engine));
}

function memoryEngine(settings: InboxSettings): InboxEngine<never> {
  return {
    tables: new MemoryTables(),
    settings,
    durability: { engine: 'memory', survives: 'nothing', proof: 'kept in the memory of this process' },
    supports: { survivesRestart: false, commit: false, manyProcesses: false },
    read: (_operation, job) => defer(() => of(job())),
    write: (_operation, job, { after } = {}) =>
      defer(() => {
        const value = job();
        after?.(value);
        return of(value);
      }),
    afterErase: () => of({}),
    close: () => of(undefined),
  };
}
