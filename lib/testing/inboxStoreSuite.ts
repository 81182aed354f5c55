import { firstValueFrom, type SchedulerLike } from 'rxjs';
import type { InboxStore, InboxSupports } from '../ports/InboxStore.js';
import type { InboxStand } from './InboxCase.js';
import { INBOX_LEASE_CASES } from './inboxLeaseCases.js';
import { INBOX_PUT_CASES } from './inboxPutCases.js';
import { INBOX_RECORD_CASES } from './inboxRecordCases.js';
import { INBOX_RESTART_CASES } from './inboxRestartCases.js';
import { SuiteClock } from './suiteClock.js';

/** What the suite wants of a fresh inbox. */
export interface SuiteInboxOptions {
  readonly consumers: readonly string[];
  /** The store's clock and timers; the suite moves it by hand. */
  readonly scheduler: SchedulerLike;
}

/** The runner and the inbox under test. */
export interface InboxStoreSuiteOptions {
  /** Names the group; mocha's, jest's, vitest's or node:test's `describe`. */
  readonly describe: (title: string, define: () => void) => void;
  /** Defines one test; the runner's `it` or `test`. */
  readonly it: (title: string, body: () => Promise<void>) => void;
  /** Shows a test as skipped, such as `it.skip`. @defaultValue it is only in the returned list */
  readonly skip?: ((title: string) => void) | undefined;
  /** What the inbox claims. */
  readonly supports: InboxSupports;
  /** Makes a fresh, empty inbox for each test. */
  readonly create: (options: SuiteInboxOptions) => InboxStore | Promise<InboxStore>;
  /** Opens again what `inbox` has written, as a new process would after a kill; wanted of those that survive a restart. */
  readonly reopen?: ((inbox: InboxStore, options: SuiteInboxOptions) => InboxStore | Promise<InboxStore>) | undefined;
  /** Frees what a test opened, when it is over. @defaultValue nothing is to be freed but the inbox, which is closed */
  readonly close?: ((inbox: InboxStore) => void | Promise<void>) | undefined;
}

/**
 * Tests any `InboxStore` against its contract, with any runner, in virtual time.
 *
 * What `supports` does not claim is skipped, through `skip` and in the list that comes back. Errors: throws at the call
 * when an inbox claims to survive a restart and no `reopen` is given; inside the tests, an Error that shows both sides.
 *
 * @param options the runner's functions and a factory
 * @returns titles of the skipped tests
 * @example
 * inboxStoreSuite({ describe, it, supports: memoryInbox().supports, create: (options) => memoryInbox(options) });
 */
export function inboxStoreSuite(options: InboxStoreSuiteOptions): readonly string[] {
  const { describe, it, skip, supports, reopen } = options;
  if (supports.survivesRestart && reopen === undefined) {
    throw new Error('inboxStoreSuite: an inbox that survives a restart needs `reopen`');
  }
  const skipped: string[] = [];
  describe('InboxStore', () => {
    for (const { title, needs, run } of [
      ...INBOX_PUT_CASES,
      ...INBOX_LEASE_CASES,
      ...INBOX_RECORD_CASES,
      ...INBOX_RESTART_CASES,
    ]) {
      if (needs !== undefined && !supports[needs]) {
        skipped.push(title);
        skip?.(title);
        continue;
      }
      it(title, () => withInbox(options, run));
    }
  });
  return skipped;
}

async function withInbox(
  { create, reopen, close, supports }: InboxStoreSuiteOptions,
  run: (stand: InboxStand) => Promise<void>,
): Promise<void> {
  const clock = new SuiteClock();
  const wanted = { consumers: ['default', 'other'], scheduler: clock.scheduler };
  const inbox = await create(wanted);
  const open = [inbox];
  try {
    if (JSON.stringify(inbox.supports) !== JSON.stringify(supports)) throw new Error('it claims something else');
    await run({
      inbox,
      clock,
      reopen: async () => {
        if (reopen === undefined) throw new Error('inboxStoreSuite: no `reopen`');
        const again = await reopen(open.at(-1) ?? inbox, wanted);
        open.push(again);
        return again;
      },
    });
  } finally {
    for (const one of open.reverse()) await firstValueFrom(one.close(), { defaultValue: undefined });
    await close?.(inbox);
  }
}
