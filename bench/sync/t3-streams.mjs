// T3: the stream layer alone, over a port that hands over decoded pages, against the textbook chain and a plain loop.
import { of } from 'rxjs';
import { ONE_POLL_PER_STEP, openApi, SINCE } from '../fixtures/api.mjs';
import { bytePort } from '../fixtures/bytePort.mjs';
import { observer, Received } from '../fixtures/received.mjs';
import { CONNECTION_ID, queueEvent } from '../fixtures/wire.mjs';
import { ratioFigure } from '../harness/figures.mjs';
import { interleave } from '../harness/interleave.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { SteppedScheduler } from '../harness/steppedScheduler.mjs';
import { plainLoop } from '../peers/plainLoop.mjs';
import { textbookStream } from '../peers/textbookPoll.mjs';

const { followConnection } = await library('sync/followConnection');
const { decodePage } = await library('aggregators/oxlin/wire/decodePage');

const SIZES = [1, 10, 100];
/** Different pages, each of which a sync meets once. */
const PAGES = 200;
const NO_PAGE = { kind: 'page', events: [], quarantined: [] };

export async function run() {
  const figures = [];
  for (const events of [1, 10]) {
    const name = `T3 stream layer, ${events} ${events === 1 ? 'event' : 'events'} a page`;
    const times = await measure(events);
    figures.push(
      ratioFigure(name, times, 'millrace', 'textbook chain', 0.75),
      ratioFigure(`${name} (limit)`, times, 'plain loop', 'textbook chain'),
    );
  }
  return figures;
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) costs.push(median((await measure(size, { rounds: 5 })).get('millrace').cpu));
  return [{ curve: 'T3 stream layer, events a page', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

function measure(events, settings) {
  const pages = pagesOf(PAGES, events);
  const sync = (subscribe) => ({
    // A sync meets each page once; then the next one goes on. Opening them is on nobody's clock.
    prepare: (runs) => Array.from({ length: Math.ceil(runs / PAGES) }, () => openOne(pages, subscribe)),
    run: (syncs, at) => syncs[Math.floor(at / PAGES)].step(),
    verify: (syncs) => syncs.forEach(({ verify }) => verify(events)),
  });
  return interleave(
    [
      { name: 'millrace', ...sync(millrace) },
      { name: 'textbook chain', ...sync(textbook) },
      { name: 'plain loop', ...sync(loop) },
    ],
    settings,
  );
}

function openOne(pages, subscribe) {
  const scheduler = new SteppedScheduler();
  const received = new Received(0);
  let reads = 0;
  const reader = { read: () => of(reads++ === 0 ? NO_PAGE : pages[reads - 2]) };
  subscribe(reader, scheduler, received);
  return {
    step: () => scheduler.step(),
    verify: (events) => received.verify((reads - 1) * events),
  };
}

function pagesOf(pages, events) {
  return Array.from({ length: pages }, (_, page) => {
    const wire = Array.from({ length: events }, (__, at) => queueEvent(page * events + at));
    return { kind: 'page', events: decodePage(wire).value.events, quarantined: [] };
  });
}

function millrace(reader, scheduler, received) {
  const user = { ...openApi({ http: bytePort(() => []), scheduler }).forUser('1'), openQueue: () => reader };
  followConnection(user, { connectionId: CONNECTION_ID, queueId: '1', since: SINCE }, ONE_POLL_PER_STEP).subscribe(
    observer(received),
  );
}

function textbook(reader, scheduler, received) {
  textbookStream(reader, { connectionId: CONNECTION_ID, since: SINCE, everyMs: 1_000, scheduler }).subscribe(
    observer(received),
  );
}

function loop(reader, scheduler, received) {
  const take = plainLoop({ connectionId: CONNECTION_ID, since: SINCE }, (update) => received.take(update));
  const tick = () => {
    reader.read().subscribe(take);
    scheduler.schedule(tick, 1_000);
  };
  tick();
}
