import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { firstValueFrom } from 'rxjs';
import { runCli } from '../../lib/cli/runCli.js';
import { openSqliteStore } from '../../lib/node/store/sqlite/index.js';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/index.js';
import { bookTables, canonical } from './bookTables.js';
import { fakeHost, type FakeHost } from './fakeHost.js';
import { Patience } from './Patience.js';

/** A sandbox second passes in a sixtieth of ours, and changes are notified every minute of the sandbox. */
const SPEED = 60;
const FAST = { notifyEveryS: '60', retryFirstS: '10' } as const;
const PATIENT = ['--settle', '50ms', '--after-window', '1ms', '--retry-base', '50ms', '--retry-cap', '400ms'];

export interface NotifyOptions extends SandboxOptions {
  /** Whether `serve` begins its first service, and asks for the seven days before; else it was in service until now. @defaultValue `false` */
  readonly isFirstStart?: boolean;
  /** Further arguments of `serve`. */
  readonly serve?: readonly string[];
  /** Users whose book is not looked at. */
  readonly except?: readonly string[];
  /** Called when all are running and nobody has subscribed yet. */
  readonly onReady?: (stand: NotifyStand) => Promise<void>;
  /** Called after the subscription. */
  readonly meanwhile?: (stand: NotifyStand) => Promise<void>;
  /** How long nothing may move before it is given up. Unit: ms */
  readonly limitMs?: number;
}

export interface NotifyStand {
  readonly sandbox: RunningSandbox;
  readonly host: FakeHost;
  readonly file: string;
  readonly folder: string;
  readonly callbackUrl: string;
  /** Users whose book is not looked at. */
  readonly except: readonly string[];
  /** Runs another command against the same sandbox. */
  run(...args: readonly string[]): Promise<{ readonly code: number; readonly host: FakeHost }>;
  /** Users whose book differs from the truth. */
  wrong(): Promise<readonly string[]>;
}

/** Sandbox, `serve` and `subscribe` over real sockets, until the book equals the truth. */
export async function serveScenario<T>(
  { isFirstStart = false, serve = [], except = [], onReady, meanwhile, limitMs = 45_000, ...options }: NotifyOptions,
  judge: (stand: NotifyStand) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-notify-'));
  const file = path.join(folder, 'inbox.db');
  if (!isFirstStart) await markServed(file);
  const sandbox = await startSandbox({ speed: SPEED, ...options, switches: { ...FAST, ...options.switches } });
  const host = fakeHost({ env: sandbox.env, folder });
  const common = [
    '--listen',
    '127.0.0.1:0',
    '--inbox',
    `sqlite:${file}`,
    '--reconcile-every',
    '1s',
    '--reconcile-lag',
    '60s',
    '--json',
  ];
  const fast = ['--requests-per-second', '500', ...PATIENT, ...serve];
  const served = runCli(['serve', ...common, ...fast], host);
  try {
    const callbackUrl = await readyUrl(host, served);
    const stand = standOf({ sandbox, host, file, folder, callbackUrl, except });
    await onReady?.(stand);
    await subscribed(stand);
    await meanwhile?.(stand);
    await untilTrue(stand, limitMs);
    return await judge(stand);
  } finally {
    host.signals.next('SIGTERM');
    await served;
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing before this moment has to be asked for. */
async function markServed(file: string): Promise<void> {
  const store = await openSqliteStore({ file });
  const until = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const window = { from: new Date(until.getTime() - 8 * 86_400_000), until };
  await firstValueFrom(store.inbox.markSwept('default', window), { defaultValue: undefined });
  await firstValueFrom(store.close(), { defaultValue: undefined });
}

async function readyUrl(host: FakeHost, served: Promise<number>): Promise<string> {
  let ended: number | undefined;
  void served.then((code) => (ended = code));
  while (!host.stdout.text().includes('\n')) {
    if (ended !== undefined) throw new Error(`serve ended with ${String(ended)}: ${host.stderr.text()}`);
    await wait(10);
  }
  const ready: unknown = JSON.parse(host.stdout.text().split('\n', 1)[0] ?? '');
  return typeof ready === 'object' && ready !== null && 'callbackUrl' in ready ? String(ready.callbackUrl) : '';
}

/** Upstream may refuse at first, as anybody's may. */
async function subscribed(stand: NotifyStand): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { code } = await stand.run('subscribe', '--callback-base-url', new URL(stand.callbackUrl).origin);
    if (code === 0) return;
    await wait(500);
  }
  throw new Error('no subscription');
}

function standOf(parts: Omit<NotifyStand, 'run' | 'wrong'>): NotifyStand {
  const { sandbox, file, folder, except } = parts;
  return {
    ...parts,
    run: async (...args) => {
      const host = fakeHost({ env: sandbox.env, folder });
      const code = await runCli(args, host);
      return { code, host };
    },
    wrong: async () => {
      const truth = (await trueBooks(sandbox)).filter(({ user }) => !except.includes(user));
      const books = await bookTables(
        file,
        truth.map(({ user }) => user),
      );
      return truth.filter((one, at) => canonical(books[at]) !== canonical(one)).map(({ user }) => user);
    },
  };
}

interface TrueBookPage {
  readonly books: readonly { readonly user: string }[];
  readonly next?: number;
}

/** Every user's book as upstream has it. */
export async function trueBooks({ baseUrl }: RunningSandbox): Promise<TrueBookPage['books']> {
  const books: TrueBookPage['books'][number][] = [];
  for (let skip: number | undefined = 0; skip !== undefined;) {
    const answer: Response = await fetch(new URL(`/__sandbox/truth/book?skip=${String(skip)}`, baseUrl));
    const page = (await answer.json()) as TrueBookPage;
    books.push(...page.books);
    skip = page.next;
  }
  return books;
}

/** Looks at a few of those who were wrong, and at everybody once they are right: looking costs more than serving. */
async function untilTrue(stand: NotifyStand, limitMs: number): Promise<void> {
  const patience = new Patience(limitMs);
  let suspects: readonly string[] = ['not settled'];
  for (;;) {
    const { settled, changes } = stand.sandbox.yodlee.truth();
    if (settled && changes > 0) {
      const few = suspects.filter((user) => user !== 'not settled').slice(-5);
      const stillWrong = few.length > 0 ? await wrongAmong(stand, few) : [];
      if (stillWrong.length === 0) suspects = await stand.wrong();
      if (suspects.length === 0) return;
    }
    if (patience.isOver(progressOf(stand))) throw new Error(await explained(stand, suspects));
    await wait(150);
  }
}

/** What `serve` does once and no more: its deliveries, and its first sweep up to what changed last. */
function progressOf({ host, sandbox }: NotifyStand): string {
  const { lastWindowFrom = '' } = sandbox.yodlee.truth();
  let delivered = 0;
  let sweptUntil = '';
  for (const [, kind, until = ''] of host.stdout
    .text()
    .matchAll(/^{"kind":"(delivered|swept)".*?"until":"([^"]*)"/gm)) {
    if (kind === 'delivered') delivered += 1;
    else if (until > sweptUntil && until < lastWindowFrom) sweptUntil = until;
  }
  return `${String(delivered)} ${sweptUntil}`;
}

async function wrongAmong({ sandbox, file }: NotifyStand, users: readonly string[]): Promise<readonly string[]> {
  const books = await bookTables(file, users);
  return users.filter((user, at) => canonical(books[at]) !== canonical(sandbox.yodlee.book(user)));
}

async function explained(stand: NotifyStand, wrong: readonly string[]): Promise<string> {
  const [first = ''] = wrong;
  const [book] = await bookTables(stand.file, [first]);
  const truth = stand.sandbox.yodlee.truth();
  return [
    `${String(wrong.length)} books are not as the truth is`,
    JSON.stringify(truth),
    `book  ${canonical(book)}`,
    `truth ${canonical(stand.sandbox.yodlee.book(first))}`,
    stand.host.stderr.text().slice(-2_000),
    stand.host.stdout.text().slice(-2_000),
  ].join('\n');
}
