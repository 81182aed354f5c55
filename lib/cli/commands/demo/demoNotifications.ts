import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  concat,
  concatMap,
  defer,
  exhaustMap,
  filter,
  finalize,
  ignoreElements,
  interval,
  map,
  merge,
  type Observable,
  ReplaySubject,
  switchMap,
  take,
  tap,
  timer,
} from 'rxjs';
import type { RunningSandbox } from '../../../sandbox/index.js';
import type { Host } from '../../Host.js';
import type { ServeFlags } from '../../serve/ServeFlags.js';
import { serveCommand } from '../../serve/serveCommand.js';
import { openedStore } from '../../yodlee/openedStore.js';
import { runningSandbox } from '../runningSandbox.js';
import { subscribeCommand } from '../subscribeCommand.js';
import { type BookTotals, bookTotals, trueTotals } from './bookTotals.js';
import { DEMO_SPEED, DEMO_STORY, DEMO_SWITCHES, DEMO_USERS } from './demoStory.js';
import { DemoTally } from './DemoTally.js';
import { lineHost } from './lineHost.js';

const LOOK_EVERY_MS = 250;
const TELL_EVERY_MS = 1_000;
const LONGEST_MS = 20_000;
const FILE = 'inbox.db';

const FLAGS: ServeFlags = {
  listen: { host: '127.0.0.1', port: 0 },
  inbox: FILE,
  sink: { kind: 'book' },
  knownUsers: 'all',
  reconcileEvery: 1_000,
  reconcileLag: DEMO_SPEED * 1_000,
  settle: 50,
  afterWindow: 1,
  drainWithin: 5_000,
  requestsPerSecond: 2_000,
  json: true,
};

/**
 * Lets a sandbox notify of 1,000 users, every other notification lost, and shows how `serve` fills the book all the same.
 *
 * Emits nothing; completes when the book holds what upstream holds, or after 20 s.
 *
 * @param host the world around
 * @example
 * demoNotifications(host).subscribe({ complete: () => console.log('shown') });
 */
export function demoNotifications(host: Host): Observable<never> {
  return defer(() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'millrace-demo-'));
    const startedAt = Date.now();
    const lagOf = (moment: Date): number => Date.now() - startedAt - (moment.getTime() - startedAt) / DEMO_SPEED;
    const tally = new DemoTally(lagOf);
    return runningSandbox({ speed: DEMO_SPEED, scenarios: [DEMO_STORY], switches: DEMO_SWITCHES }).pipe(
      switchMap((sandbox) => shown({ host, folder, sandbox, tally, startedAt })),
      take(1),
      ignoreElements(),
      finalize(() => {
        rmSync(folder, { recursive: true, force: true });
      }),
    );
  });
}

interface Show {
  readonly host: Host;
  readonly folder: string;
  readonly sandbox: RunningSandbox;
  readonly tally: DemoTally;
  readonly startedAt: number;
}

/** Emits once when all has been shown. */
function shown(show: Show): Observable<unknown> {
  const { host, folder, sandbox, tally } = show;
  const { env } = sandbox;
  const ready = new ReplaySubject<string>(1);
  const served = lineHost(host, { env, folder }, (line) => {
    if (line.kind === 'ready') ready.next(line.callbackUrl);
    else tally.add(line);
  });
  const serving = serveCommand(served, FLAGS).run.pipe(ignoreElements());
  const story = ready.pipe(
    take(1),
    concatMap((callbackUrl) => {
      const quiet = lineHost(host, { env, folder }, () => undefined);
      const subscribe = subscribeCommand(quiet, ['DATA_UPDATES'], { callbackBaseUrl: new URL(callbackUrl).origin });
      return concat(subscribe.run.pipe(ignoreElements()), untilRight(show));
    }),
  );
  return merge(serving, story).pipe(take(1));
}

function untilRight(show: Show): Observable<unknown> {
  const { host, sandbox, tally, startedAt, folder } = show;
  host.stdout.write(
    `\n${DEMO_USERS.toLocaleString('en')} users open accounts; every other notification is lost on the way.\n`,
  );
  const told = interval(TELL_EVERY_MS).pipe(
    tap(() => host.stdout.write(`  ${seconds(Date.now() - startedAt)}  ${progressOf(show)}\n`)),
    ignoreElements(),
  );
  const right = openedStore({ file: path.join(folder, FILE), readOnly: true }).pipe(
    switchMap((store) =>
      interval(LOOK_EVERY_MS).pipe(
        filter(() => sandbox.yodlee.truth().settled && tally.users >= DEMO_USERS),
        exhaustMap(() => store.query(bookTotals)),
        map((book) => ({ book, truth: trueTotals(sandbox, DEMO_USERS) })),
        filter(({ book, truth }) => isSame(book, truth)),
      ),
    ),
    map(({ book }) => book),
  );
  const late = timer(LONGEST_MS).pipe(map(() => undefined));
  return merge(told, right, late).pipe(
    take(1),
    tap((book) => host.stdout.write(summaryOf(show, book))),
  );
}

function progressOf({ sandbox, tally }: Show): string {
  const { acknowledged, dropped } = sandbox.yodlee.truth().notices;
  const webhooks = `${String(acknowledged)} notifications taken in, ${String(dropped)} lost`;
  return `${webhooks}; ${String(tally.delivered)} windows of ${String(tally.users)} users in the book`;
}

function summaryOf({ tally, startedAt }: Show, book: BookTotals | undefined): string {
  const { gaps, missed } = tally;
  const lag = `median ${seconds(tally.lagAt(0.5))}, worst ${seconds(tally.lagAt(1))}`;
  const rows =
    book === undefined
      ? 'the book is not complete yet'
      : `the book equals upstream: ${String(book.accounts)} accounts, ${String(book.transactions)} transactions, ${String(book.holdings)} holdings`;
  return [
    `  ${seconds(Date.now() - startedAt)}  ${rows}`,
    `  reconciled: ${String(gaps)} gaps, ${String(missed)} users of whom no notification told`,
    `  lag from the end of a window to the book: ${lag}\n`,
  ].join('\n');
}

function isSame(one: BookTotals, other: BookTotals): boolean {
  return one.accounts === other.accounts && one.transactions === other.transactions && one.holdings === other.holdings;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
