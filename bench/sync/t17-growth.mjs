// T17: every curve at three sizes, each ten times the one before; the slope is the exponent, 1 is linear.
import { firstValueFrom } from 'rxjs';
import { figure } from '../harness/figures.mjs';
import { interleave } from '../harness/interleave.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import * as decode from './t1-decode.mjs';
import * as poll from './t2-poll.mjs';
import * as streams from './t3-streams.mjs';
import * as nothingNew from './t4-nothing-new.mjs';
import * as idle from './t6-idle.mjs';

const { memoryJournal } = await library('store/memoryJournal');

/** Linear, and what caches of a machine add to it. */
const LINEAR = 1.15;
const SEEN = [1_000, 10_000, 100_000];

export async function run() {
  const linear = [];
  for (const table of [decode, poll, streams, nothingNew, idle]) linear.push(...(await table.growth()));
  return [...linear.map((curve) => toFigure(curve, LINEAR)), toFigure(await journalGrowth(), 0.2)];
}

/** What is old must not count: one event more in a run that has told many. */
async function journalGrowth() {
  const costs = [];
  for (const size of SEEN) {
    const times = await interleave(
      [{ name: 'amend', prepare: (runs) => journalWith(size, runs), run: ({ step }) => step(), verify }],
      {
        rounds: 5,
      },
    );
    costs.push(median(times.get('amend').cpu));
  }
  return { curve: 'journal, ids seen before', sizes: SEEN, costs, slope: slope(SEEN, costs) };
}

async function journalWith(size) {
  const journal = memoryJournal();
  const draft = {
    runId: 'run',
    tenant: 't',
    userId: 'u',
    scope: '7',
    expiresAt: new Date(8.64e15),
    baseline: [],
    updates: [],
    ended: false,
  };
  const seen = Array.from({ length: size }, (_, at) => String(at));
  await firstValueFrom(journal.begin({ ...draft, seen }, new Date(0)));
  let added = 0;
  return {
    step: () => journal.amend('run', { seen: [`new ${String(added++)}`], updates: [] }).subscribe(),
    lengthNow: async () => (await firstValueFrom(journal.find('run'))).seen.length - size,
  };
}

async function verify({ lengthNow }, runs) {
  if ((await lengthNow()) !== runs) throw new Error('ids were lost');
}

function toFigure({ curve, sizes, costs, slope: exponent }, target) {
  const shown = costs.map((cost) => Number(cost.toPrecision(3)));
  return figure(`T17 ${curve}`, {
    subject: 'millrace',
    base: `sizes ${sizes.join(' ')}`,
    ratio: exponent,
    target,
    detail: `costs ${shown.join(' ')}`,
  });
}
