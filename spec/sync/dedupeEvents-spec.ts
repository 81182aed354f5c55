import { expect } from 'chai';
import fc from 'fast-check';
import { from, map, toArray } from 'rxjs';
import type { EventId } from '../../lib/model/Identity.js';
import type { QuarantinedEvent } from '../../lib/model/QuarantinedEvent.js';
import type { QueueTick } from '../../lib/model/QueueTick.js';
import { dedupeEvents, keyOf, keysOf, type QueueNews } from '../../lib/sync/dedupeEvents.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, eventOf } from '../support/builders.js';
import { pageOf, readOf, RETRYING } from '../support/stage.js';

const holding = (...ids: readonly EventId[]) => ids.map((id) => eventOf({ id }));
const pageWith = (...ids: readonly EventId[]) => pageOf({ events: holding(...ids) });

function deduped(ticks: readonly QueueTick[], seen: readonly EventId[] = []): readonly QueueNews[] {
  let news: readonly QueueNews[] = [];
  from(ticks)
    .pipe(dedupeEvents(seen), toArray())
    .subscribe((all) => (news = all));
  return news;
}

const idsOf = (news: readonly QueueNews[]) =>
  news.map((tick) => (tick.kind === 'read' ? tick.events.map(({ id }) => id).join(' ') : tick.kind));

const gapsOf = (news: readonly QueueNews[]) => news.map((tick) => (tick.kind === 'read' ? tick.gap : tick.kind));

describe('dedupeEvents', () => {
  it(
    'keeps of each read what was not met before',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const ticks = hot(' -p---p---q-|', { p: pageWith('1', '2'), q: pageWith('1', '2', '3') });
      const subs = '      ^----------!';
      const news = '      -x---y---z-|';
      expectObservable(ticks.pipe(dedupeEvents([]))).toBe(news, {
        x: readOf({ events: holding('1', '2') }),
        y: readOf({ duplicates: 2 }),
        z: readOf({ events: holding('3'), duplicates: 2 }),
      });
      expectSubscriptions(ticks.subscriptions).toBe(subs);
    }),
  );

  it('U1: tells an id once, however many polls bring it', () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(9).map(String), { maxLength: 10 }), { maxLength: 8 }), (lists) => {
        // A queue that only grows, and resends all of it.
        const pages = lists.map((_, n) => pageWith(...new Set(lists.slice(0, n + 1).flat())));
        const told = idsOf(deduped(pages)).join(' ').split(' ').filter(Boolean);
        expect(told).to.deep.equal([...new Set(told)]);
        expect(new Set(told)).to.deep.equal(new Set(lists.flat()));
      }),
    );
  });

  it('U2: tells the same id of two queues twice', () => {
    const other = pageOf({ queueId: 'q2', events: [eventOf({ id: '1', createdAt: at(60_000) })] });
    expect(idsOf(deduped([pageWith('1'), other]))).to.deep.equal(['1', '1']);
  });

  it('tells an event once that a replaced queue tells again', () => {
    const again = pageOf({ queueId: 'q2', events: holding('1', '2') });
    expect(idsOf(deduped([pageWith('1'), again]))).to.deep.equal(['1', '2']);
  });

  it('compares a queue that replaces another with the last 10,000 events, not with all there ever were', () => {
    const many = Array.from({ length: 12_000 }, (_, at) => String(at));
    const pages = [...Array(12).keys()].map((n) => pageWith(...many.slice(n * 1_000, (n + 1) * 1_000)));
    const again = pageOf({ queueId: 'q2', events: holding('0', '11999', '7000', 'new') });
    expect(idsOf(deduped([...pages, again])).at(-1)).to.equal('0 new');
  });

  it('U2: holds the ids of the baseline against the first queue only', () => {
    const news = deduped([pageWith('1', '2'), pageOf({ queueId: 'q2', events: holding('1') })], ['1']);
    expect(idsOf(news)).to.deep.equal(['2', '1']);
  });

  it('U3: tells an id that was given away anew, and that there is a gap', () => {
    const reused = pageOf({ events: [eventOf({ id: '1', createdAt: at(60_000) })] });
    const news = deduped([pageWith('1', '2'), reused]);
    expect(idsOf(news)).to.deep.equal(['1 2', '1']);
    expect(gapsOf(news)).to.deep.equal([undefined, 'idReused']);
  });

  it('U3: goes by the type when there is no date', () => {
    const undated = (type: string) => {
      const { createdAt, ...event } = eventOf({ id: '1', type });
      return pageOf({ events: createdAt === undefined ? [] : [event] });
    };
    expect(gapsOf(deduped([undated('A'), undated('A'), undated('B')]))).to.deep.equal([
      undefined,
      undefined,
      'idReused',
    ]);
  });

  it('U4: takes no order of ids for granted', () => {
    expect(idsOf(deduped([pageWith('9', '3'), pageWith('9', '3', '1'), pageWith('9', '3', '1', '2')]))).to.deep.equal([
      '9 3',
      '1',
      '2',
    ]);
  });

  it('U5: compares ids as strings', () => {
    expect(idsOf(deduped([pageWith('9', '10'), pageWith('9', '10', '09')]))).to.deep.equal(['9 10', '09']);
  });

  it('U6: keeps the order of the queue, whatever the dates', () => {
    const events = [eventOf({ id: '2', createdAt: at(9_000) }), eventOf({ id: '1', createdAt: at(1_000) })];
    expect(idsOf(deduped([pageOf({ events })]))).to.deep.equal(['2 1']);
  });

  it('U7: forgets an id that two reads have not brought', () => {
    const news = deduped([pageWith('1'), pageWith('2'), pageWith('3'), pageWith('1')]);
    expect(idsOf(news)).to.deep.equal(['1', '2', '3', '1']);
  });

  it('U8: knows the ids that the journal kept over a restart', () => {
    expect(idsOf(deduped([pageWith('1', '2', '3')], ['1', '2']))).to.deep.equal(['3']);
  });

  it('U9: lets the first version of an event stand', () => {
    const enriched = pageOf({ events: [eventOf({ id: '1', resource: { more: true } })] });
    expect(idsOf(deduped([pageWith('1'), enriched]))).to.deep.equal(['1', '']);
  });

  it('P6: tells that the newest event vanished from a queue that resends', () => {
    expect(gapsOf(deduped([pageWith('1', '2'), pageWith('1')]))).to.deep.equal([undefined, 'truncated']);
  });

  it('P7: tells no gap when reading empties the queue', () => {
    expect(gapsOf(deduped([pageWith('1', '2'), pageOf(), pageWith('3')]))).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes a page that did not change for nothing new, without looking into it', () => {
    const news = deduped([pageWith('1'), pageOf({ events: holding('1'), unchanged: true })]);
    expect(news[1]).to.deep.equal({ kind: 'read', events: [], quarantined: [], duplicates: 0 });
  });

  it('tells a quarantined event once, by its id or its digest', () => {
    const [named, nameless]: QuarantinedEvent[] = [
      { id: '1', digest: 'a', failures: [] },
      { digest: 'b', failures: [] },
    ];
    if (named === undefined || nameless === undefined) throw new Error('two entries');
    const page = pageOf({ events: holding('1'), quarantined: [named, nameless] });
    const news = deduped([page, { ...page, events: holding('1', '2') }]);
    expect(news.map((tick) => (tick.kind === 'read' ? tick.quarantined : []))).to.deep.equal([[named, nameless], []]);
    expect(idsOf(news)).to.deep.equal(['1', '2']);
  });

  it(
    'passes failed reads and the end of a queue, in their places',
    marbles(({ hot, expectObservable }) => {
      const others: Readonly<Record<string, QueueTick>> = {
        r: { kind: 'retry', notice: RETRYING, error: 'x' },
        g: { kind: 'gone', queueId: 'q1' },
        p: pageOf(),
      };
      const ids = hot('-r-p-g-p|', others).pipe(
        dedupeEvents([]),
        map(({ kind }) => kind[0]),
      );
      expectObservable(ids).toBe('-r-d-g-d|', { r: 'r', d: 'r', g: 'g' });
    }),
  );

  it(
    'completes, errors and is left with its source',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      expectObservable(hot<QueueTick>('--|').pipe(dedupeEvents([]))).toBe('--|');
      expectObservable(hot<QueueTick>('--#').pipe(dedupeEvents([]))).toBe('--#');
      const ticks = hot<QueueTick>('---');
      expectObservable(ticks.pipe(dedupeEvents([])), '^-!').toBe('---');
      expectSubscriptions(ticks.subscriptions).toBe('^-!');
    }),
  );

  it('begins its memory afresh with each subscription', () => {
    const news = from([pageWith('1')]).pipe(dedupeEvents([]));
    const told: QueueNews[] = [];
    for (let n = 0; n < 2; n++) news.subscribe((tick) => told.push(tick));
    expect(idsOf(told)).to.deep.equal(['1', '1']);
  });
});

describe('keysOf', () => {
  it('knows an event by its id, and what could not be decoded by its own, or its digest', () => {
    const quarantined = [
      { digest: 'd1', failures: [] },
      { id: '9', digest: 'd2', failures: [] },
    ];
    const page = pageOf({ events: holding('1'), quarantined });
    expect(keysOf(page)).to.deep.equal(['1', 'quarantined d1', 'quarantined 9']);
    expect(quarantined.map(keyOf)).to.deep.equal(['quarantined d1', 'quarantined 9']);
    expect(deduped([page], keysOf(page))).to.deep.equal([readOf({ duplicates: 3 })]);
  });
});
