// T8: jobs pulled with credit, against mergeMap with the same concurrency over the same array.
import { from, mergeMap, Observable } from 'rxjs';
import { ratioFigure } from '../harness/figures.mjs';
import { interleave } from '../harness/interleave.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';

const { pullMap } = await library('operators/pullMap');
const { pullFrom } = await library('operators/pullFrom');

const AT_ONCE = 64;
const SIZES = [1_000, 10_000, 100_000];
const LARGEST = 100_000;

export async function run() {
  const figures = [];
  for (const size of SIZES) {
    const name = `T8 pull with credit, ${size.toLocaleString('en')} jobs`;
    const times = await measure(size, size === LARGEST ? { rounds: 7, warmUps: 2 } : {});
    figures.push(ratioFigure(name, times, 'millrace', 'mergeMap', size === LARGEST ? 0.25 : undefined));
  }
  const perItem = await interleave(
    [candidate('millrace 100k', pulled, LARGEST, 1), candidate('millrace 1k', pulled, 1_000, LARGEST / 1_000)],
    { rounds: 9, warmUps: 3 },
  );
  figures.push(ratioFigure('T8 CPU per job', perItem, 'millrace 100k', 'millrace 1k', 1.3));
  return figures;
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) costs.push(median((await measure(size, { rounds: 5, warmUps: 2 })).get('millrace').cpu));
  return [{ curve: 'T8 pull with credit, jobs', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

function measure(size, settings) {
  return interleave([candidate('millrace', pulled, size, 1), candidate('mergeMap', merged, size, 1)], settings);
}

function candidate(name, made, size, times) {
  const values = Array.from({ length: size }, (_, at) => at);
  return {
    name,
    prepare: () => ({ lost: 0 }),
    run: (tally) => {
      for (let time = 0; time < times; time++) tally.lost += size - worked(made, values);
    },
    verify: ({ lost }) => {
      if (lost !== 0) throw new Error(`${name}: ${lost} jobs lost`);
    },
  };
}

/** Ends the jobs that are under way one after the other, oldest first, until all are done. */
function worked(made, values) {
  const open = new Array(AT_ONCE);
  let begun = 0;
  let ended = 0;
  let count = 0;
  const job = (value) =>
    new Observable((subscriber) => {
      open[begun++ % AT_ONCE] = () => {
        subscriber.next(value);
        subscriber.complete();
      };
    });
  made(values, job).subscribe(() => {
    count += 1;
  });
  while (ended < begun) open[ended++ % AT_ONCE]();
  return count;
}

const pulled = (values, job) => pullMap(pullFrom(values), job, { room: (inFlight) => AT_ONCE - inFlight });
const merged = (values, job) => from(values).pipe(mergeMap(job, AT_ONCE));
