import { expect } from 'chai';
import { merge, of, timer } from 'rxjs';
import { consumeNotifications } from '../../../lib/notification/consumeNotifications.js';
import { receiveNotification } from '../../../lib/notification/receiveNotification.js';
import { reconcile } from '../../../lib/notification/reconcile.js';
import { memoryInbox } from '../../../lib/store/memoryInbox.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import { pageOf, rowsOf } from '../../support/markdown.js';
import { HOOK_SECRET, VirtualYodlee } from '../../support/virtualYodlee.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Virtual time begins in 1970, and a sweep looks a week back. */
const BEGIN_MS = 10 * DAY_MS;

/** How a day goes. */
interface Day {
  /** Times at which every user's data changes, at even distances. */
  readonly changes: number;
  readonly users?: number;
  readonly transactions?: number;
  readonly settleMs?: number;
  readonly maxWaitMs?: number;
  readonly everyMs?: number;
  readonly sweepNoticed?: boolean;
  readonly holdings?: 'whole' | 'asSent';
}

/** Requests by what they were for: those of the first start, and those of the day after it. */
interface Cost {
  readonly start: Readonly<Record<string, number>>;
  readonly day: Readonly<Record<string, number>>;
}

function costOf(given: Day): Cost {
  return runMarbles(({ scheduler, flush }) => {
    const { changes, users = 1, transactions = 3, holdings, ...options } = given;
    const scenario = {
      name: 'quiet',
      summary: 'Nothing happens by itself.',
      transactionsPerAdd: transactions,
      steps: [],
    };
    let log: readonly { readonly at: string; readonly method: string; readonly path: string }[] = [];
    timer(BEGIN_MS, scheduler).subscribe(() => {
      const upstream = new VirtualYodlee(scheduler, { scenarios: [scenario], users });
      const inbox = memoryInbox({ scheduler });
      const { api } = upstream;
      upstream.notify(receiveNotification(api, inbox, { pathSecret: HOOK_SECRET, ...options }));
      const life = merge(
        consumeNotifications(api, inbox, () => of(0), holdings === undefined ? {} : { holdings }),
        reconcile(api, inbox, options),
      ).subscribe();
      for (let at = 0; at < changes; at += 1) {
        timer(HOUR_MS + 5 * MINUTE_MS + (at * DAY_MS) / changes, scheduler).subscribe(() => {
          for (let user = 1; user <= users; user += 1) upstream.act('add', `user-${String(user)}`);
        });
      }
      timer(HOUR_MS + DAY_MS, scheduler).subscribe(() => {
        life.unsubscribe();
        upstream.stop();
        log = upstream.log();
      });
    });
    flush();
    const isStart = ({ at }: { readonly at: string }): boolean => Date.parse(at) < BEGIN_MS + HOUR_MS;
    return { start: counted(log.filter(isStart)), day: counted(log.filter((entry) => !isStart(entry))) };
  });
}

function counted(log: readonly { readonly path: string }[]): Readonly<Record<string, number>> {
  const by: Record<string, number> = {};
  for (const { path } of log) {
    const what = /\/(\w+)(?:\?|$)/.exec(path)?.[1] ?? path;
    by[what] = (by[what] ?? 0) + 1;
  }
  return by;
}

const PAGE = pageOf('docs/cost.md');
/** The lines of the table, in its order. */
const DAYS: readonly Day[] = [
  { changes: 0 },
  { changes: 1 },
  { changes: 4 },
  { changes: 4, everyMs: HOUR_MS },
  { changes: 4, transactions: 700 },
  { changes: 4, users: 10 },
  { changes: 96 },
  { changes: 96, holdings: 'asSent' },
  { changes: 96, settleMs: 20 * MINUTE_MS, maxWaitMs: HOUR_MS },
];
const COLUMNS = ['userData', 'holdings', 'token', 'events'] as const;

describe('what notifications cost, in docs/cost.md', function () {
  this.timeout(60_000);
  const rows = rowsOf(PAGE, 'A day of one customer');

  it('has a line for each day that is counted', () => {
    expect(rows).to.have.lengthOf(DAYS.length);
  });

  for (const [index, day] of DAYS.entries()) {
    const [what = '', ...documented] = rows[index] ?? [];
    it(`G19: counts in virtual time: ${what}`, () => {
      const cost = costOf(day);
      const figures = COLUMNS.map((column) => cost.day[column] ?? 0);
      const together = figures.reduce((sum, figure) => sum + figure, 0);
      expect([...figures, together].map(String)).to.deep.equal(documented);
      if (index === 0) expect(PAGE).to.include(`${String(cost.start['events'])} calls of the events API`);
    });
  }
});
