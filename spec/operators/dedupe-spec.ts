import { expect } from 'chai';
import fc from 'fast-check';
import { from } from 'rxjs';
import { dedupe, type DedupedRead, type DedupeOptions } from '../../lib/operators/dedupe.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { marbles } from '../../lib/testing/marbles.js';

interface Item {
  readonly id: string | number;
  readonly type?: string;
  readonly text?: string;
}

const options: DedupeOptions<Item> = {
  keyOf: ({ id }) => id,
  fingerprintOf: ({ type = '' }) => type,
};

describe('dedupe', () => {
  it(
    'keeps of each read what neither it nor an earlier one has brought',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot(' -a---b---c-|', { a: items(1, 2), b: items(1, 2, 3), c: items(3, 3, 4) });
      const subs = '       ^----------!';
      const expected = '   -x---y---z-|';
      expectObservable(source.pipe(dedupe(options))).toBe(expected, {
        x: { fresh: items(1, 2), duplicates: 0 },
        y: { fresh: items(3), duplicates: 2 },
        z: { fresh: items(4), duplicates: 2 },
      });
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it('takes 20 and "20" for one, and 9 and "10" for two', () => {
    expect(freshOf([[{ id: 20 }], [{ id: '20' }, { id: '10' }, { id: 9 }]])).to.deep.equal([['20'], ['10', '9']]);
  });

  it('drops what was seen before it began, for each subscription', () => {
    const source = from([items(1, 2, 3)]).pipe(dedupe({ ...options, seen: ['1', '2'] }));
    for (let i = 0; i < 2; i += 1) {
      const reads: DedupedRead<Item>[] = [];
      source.subscribe((read) => reads.push(read));
      expect(reads).to.deep.equal([{ fresh: items(3), duplicates: 2 }]);
    }
  });

  it('lets the first version of a value stand', () => {
    const version = (text: string): Item[] => [{ id: 1, text }];
    expect(deduped([version('a'), version('b')])).to.deep.equal([
      { fresh: version('a'), duplicates: 0 },
      { fresh: [], duplicates: 1 },
    ]);
  });

  it('delivers a key that was given away anew, once, and says so', () => {
    const old = { id: 1, type: 'old' };
    const anew = { id: 1, type: 'new' };
    const reads = deduped([[old], [anew], [old, anew], [anew, old], [anew]]);
    expect(reads.map(({ fresh }) => fresh)).to.deep.equal([[old], [anew], [], [], []]);
    expect(reads.map(({ gap }) => gap)).to.deep.equal([undefined, 'idReused', undefined, undefined, undefined]);
  });

  it('sees a gap when the newest is gone although the queue resends', () => {
    expect(gapsOf([items(1, 2), items(1, 2, 3), items(4)])).to.deep.equal([undefined, undefined, 'truncated']);
    expect(gapsOf([items(1, 2, 3), items(1, 2)])[1]).to.equal('truncated');
    expect(gapsOf([items(1, 2), items(1, 2), []])[2]).to.equal('truncated');
  });

  it('reports a loss once', () => {
    const [, , lost, still, back] = gapsOf([items(1, 2), items(1, 2), [], [], items(1, 2)]);
    expect([lost, still, back]).to.deep.equal(['truncated', undefined, undefined]);
    expect(gapsOf([items(1, 2), items(1), items(1), items(1, 3)]).slice(1)).to.deep.equal([
      'truncated',
      undefined,
      undefined,
    ]);
  });

  it('sees no gap when a queue forgets its oldest, nor when reading takes away', () => {
    expect(new Set(gapsOf([items(1, 2, 3), items(2, 3, 4), items(4, 5), items(5)]))).to.deep.equal(
      new Set([undefined]),
    );
    expect(new Set(gapsOf([items(1, 2), items(3), [], items(4, 5), items(6)]))).to.deep.equal(new Set([undefined]));
  });

  it('takes what was seen for the read before the first', () => {
    expect(gapsOf([items(1)], { ...options, seen: ['1', '2'] })).to.deep.equal(['truncated']);
    expect(gapsOf([items(3)], { ...options, seen: ['1', '2'] })).to.deep.equal([undefined]);
    expect(freshOf([items(9), items(1)], { ...options, seen: ['1', '2'] })).to.deep.equal([['9'], []]);
    expect(freshOf([items(9), items(9), items(1)], { ...options, seen: ['1', '2'] })).to.deep.equal([['9'], [], ['1']]);
  });

  it('forgets a key only after two reads without it, empty ones not counted', () => {
    expect(freshOf([items(1, 2), items(2), items(1, 2)])[2]).to.deep.equal([]);
    expect(freshOf([items(1, 2), items(2), items(2), items(1, 2)])[3]).to.deep.equal(['1']);
    expect(freshOf([items(1, 2), [], [], [], items(1, 2)])[4]).to.deep.equal([]);
  });

  it('ends with what a callback throws', () => {
    const thrown = new Error('callback');
    const failing = (): never => {
      throw thrown;
    };
    for (const broken of [{ keyOf: failing }, { fingerprintOf: failing }]) {
      let error: unknown;
      from([items(1)])
        .pipe(dedupe({ ...options, ...broken }))
        .subscribe({ error: (caught: unknown) => (error = caught) });
      expect(error).to.equal(thrown);
    }
  });
});

describe('dedupe, whatever the queue', () => {
  const anyId = fc.oneof(fc.nat(12), fc.nat(12).map(String));
  const anyReads = fc.array(fc.array(anyId, { maxLength: 12 }), { maxLength: 12 });

  it('gives what the model gives', () => {
    const item = fc.record({ id: anyId, type: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(fc.array(fc.array(item, { maxLength: 8 }), { maxLength: 10 }), (reads) => {
        const given = deduped(reads).map(({ fresh, gap }) => [fresh, gap === 'idReused']);
        expect(given).to.deep.equal(model(reads));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is idempotent over a queue whose ids do not come back once forgotten', () => {
    fc.assert(
      fc.property(anyReads, (reads) => {
        const once = deduped(reads.map((ids) => items(...ids))).map(({ fresh }) => fresh);
        const ids = once.flat().map(({ id }) => String(id));
        fc.pre(new Set(ids).size === ids.length);
        expect(deduped(once).map(({ fresh }) => fresh)).to.deep.equal(once);
      }),
    );
  });

  it('delivers each id of a resending queue exactly once, in any order of ids, under any retention', () => {
    const history = fc.uniqueArray(fc.nat(999), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        history,
        fc.array(fc.nat(4), { maxLength: 40 }),
        fc.integer({ min: 5, max: 50 }),
        (ids, steps, kept) => {
          const reads: Item[][] = [];
          let end = 0;
          for (const step of [...steps, ids.length]) {
            end = Math.min(ids.length, end + Math.min(step, kept - 1));
            reads.push(items(...ids.slice(Math.max(0, end - kept), end)));
          }
          const results = deduped(reads);
          const fresh = results.flatMap((read) => read.fresh.map(({ id }) => id));
          expect(fresh).to.deep.equal(ids.slice(0, end));
          expect(results.filter(({ gap }) => gap !== undefined)).to.deep.equal([]);
        },
      ),
    );
  });

  it('delivers each id of a destructive queue exactly once, without a gap', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(999)), fc.array(fc.nat(5), { maxLength: 30 }), (ids, steps) => {
        const left = [...ids];
        const reads = steps.map((step) => items(...left.splice(0, step)));
        const results = deduped([...reads, items(...left)]);
        expect(results.flatMap((read) => read.fresh.map(({ id }) => id))).to.deep.equal(ids);
        expect(results.filter(({ gap }) => gap !== undefined)).to.deep.equal([]);
      }),
    );
  });

  it('always notices when the newest of a queue that resends is lost', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(999), { minLength: 2 }), fc.nat(99), (ids, cut) => {
        const rest = ids.slice(0, cut % ids.length);
        const reads = [items(...ids), items(...ids), items(...rest)];
        expect(gapsOf(reads)[2]).to.equal('truncated');
      }),
    );
  });
});

operatorLaws<readonly Item[], DedupedRead<Item>>(
  { describe, it },
  {
    name: 'dedupe',
    make: () => dedupe(options),
    sample: [items(1, 2), items(1, 2, 3), items()],
    makeThrowing: (_, thrown) =>
      dedupe({
        ...options,
        keyOf: () => {
          throw thrown;
        },
      }),
  },
);

function items(...ids: readonly (string | number)[]): Item[] {
  return ids.map((id) => ({ id }));
}

function deduped(reads: readonly (readonly Item[])[], given = options): DedupedRead<Item>[] {
  const results: DedupedRead<Item>[] = [];
  from(reads)
    .pipe(dedupe(given))
    .subscribe((read) => results.push(read));
  return results;
}

function freshOf(reads: readonly (readonly Item[])[], given = options): string[][] {
  return deduped(reads, given).map(({ fresh }) => fresh.map(({ id }) => String(id)));
}

function gapsOf(reads: readonly (readonly Item[])[], given = options): (string | undefined)[] {
  return deduped(reads, given).map(({ gap }) => gap);
}

/** Says the same in the plainest way: a value is new unless the last two reads, or this one, held its id and type. */
function model(reads: readonly (readonly Item[])[]): [Item[], boolean][] {
  let before: readonly Item[][] = [];
  return reads.map((read) => {
    const here: Item[] = [];
    const fresh: Item[] = [];
    let reused = false;
    for (const item of read) {
      const sameId = [...before.flat(), ...here].filter(({ id }) => String(id) === String(item.id));
      const known = sameId.some(({ type }) => type === item.type);
      if (!known) fresh.push(item);
      if (!known && sameId.length > 0) reused = true;
      here.push(item);
    }
    if (here.length > 0) before = [...before.slice(-1), here];
    return [fresh, reused];
  });
}
