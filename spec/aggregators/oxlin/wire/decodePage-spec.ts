import { expect } from 'chai';
import fc from 'fast-check';
import { decodePage } from '../../../../lib/aggregators/oxlin/wire/decodePage.js';

const event = (id: number): object => ({ id: String(id), event_type: 'X' });
const pageOf = (body: unknown) => {
  const page = decodePage(body);
  if (page.kind === 'refused') throw new Error('refused');
  return page.value;
};

describe('decodePage', () => {
  it('reads a list, one event, and a wrapped list', () => {
    for (const body of [[event(1)], event(1), { events: [event(1)] }, { id: 1, event_status: 'X' }]) {
      expect(pageOf(body).events.map(({ id }) => id)).to.deep.equal(['1']);
    }
  });

  it('reads nothing as no events', () => {
    for (const body of [[], null, undefined, {}, { events: [] }]) expect(pageOf(body).events).to.deep.equal([]);
  });

  it('refuses what is no queue', () => {
    for (const body of ['text', 7, true, { error_description: 'x' }, { events: 7 }]) {
      expect(decodePage(body).kind, JSON.stringify(body)).to.equal('refused');
    }
  });

  it('D2: lets the good ones flow in order, whatever the bad ones among them are', () => {
    const bad = fc.oneof(fc.jsonValue(), fc.constant({ id: '7', event_type: 7 })).filter((value) => {
      return !(typeof value === 'object' && value !== null && typeof Reflect.get(value, 'event_type') === 'string');
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(undefined), bad), { maxLength: 50 }), (entries) => {
        const page = pageOf(entries.map((entry, at) => entry ?? event(at)));
        const good = entries.flatMap((entry, at) => (entry === undefined || entry === null ? [String(at)] : []));
        expect(page.events.map(({ id }) => id)).to.deep.equal(good);
        expect(page.quarantined).to.have.lengthOf(entries.length - good.length);
      }),
    );
  });

  it('D2: names a bad one by id, digest and path, and never shows a value', () => {
    const [bad] = pageOf([{ id: 7, event_type: 'X', creation_date: 'secret' }]).quarantined;
    expect(bad?.id).to.equal('7');
    expect(bad?.digest).to.match(/^[0-9a-f]{32}$/);
    expect(bad?.failures).to.deep.equal([{ path: 'creation_date', expected: 'EpochSeconds | null' }]);
    expect(JSON.stringify(bad)).not.to.include('secret');
  });

  it('gives equal digests to equal entries, and different ones to different entries', () => {
    const digests = pageOf([{ a: 1 }, { a: 1 }, { a: 2 }, 7, null, 'x']).quarantined.map(({ digest }) => digest);
    expect(new Set(digests).size).to.equal(5);
  });

  it('D6: survives and quarantines an entry that JSON.stringify cannot write', () => {
    const deep: unknown = JSON.parse('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000));
    const page = pageOf([event(1), { id: '2', event_type: 'X', resource: deep }, deep, event(3)]);
    expect(page.events.map(({ id }) => id)).to.deep.equal(['1', '3']);
    expect(page.quarantined.map(({ id }) => id)).to.deep.equal(['2', undefined]);
  });

  it('D10: says how often the alias event_status stood in', () => {
    expect(pageOf([event(1), { id: 2, event_status: 'X' }]).aliased).to.equal(1);
  });
});
