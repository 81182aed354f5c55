import { inspect } from 'node:util';
import { expect } from 'chai';
import { asapScheduler, NEVER, of } from 'rxjs';
import { createHub } from '../../../lib/bridge/hub/createHub.js';
import type { Hub } from '../../../lib/bridge/hub/Hub.js';
import type { TopicOptions } from '../../../lib/bridge/hub/TopicOptions.js';
import type { TopicReader } from '../../../lib/bridge/hub/TopicReader.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { seededEntropy } from '../../../lib/testing/seededEntropy.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';
import { readableHub } from '../../../lib/bridge/hub/readableHub.js';

interface Reading {
  readonly id: string;
  readonly n: number;
}
const keyed: TopicOptions<Reading> = { key: ({ id }) => id };
const reading = (n: number): Reading => ({ id: 'a', n });

function hubOf(own: Parameters<typeof createHub>[0] = {}): { hub: Hub; clock: SuiteClock } {
  const clock = new SuiteClock();
  return { clock, hub: createHub({ scheduler: clock.scheduler, entropy: seededEntropy(1), ...own }) };
}

/** Reads a topic, and counts how often it was served. */
function read(hub: Hub, name: string): { served: number; wasReset: number; leave(): void } {
  const topic = readableHub(hub).open(name);
  if (topic === undefined) throw new Error('no room');
  const seen = { served: 0, wasReset: 0, leave: () => void topic.readers.delete(reader) };
  const reader: TopicReader = {
    advance: () => void (seen.served += 1),
    reset: () => void (seen.wasReset += 1),
    resubscribe: () => undefined,
  };
  topic.readers.add(reader);
  return seen;
}

describe('createHub', () => {
  it('serves the readers of a topic once for all that is published within a turn', () => {
    const { hub, clock } = hubOf();
    const readers = [read(hub, 'a'), read(hub, 'a'), read(hub, 'b')];
    for (let n = 0; n < 100; n++) hub.topic('a', keyed).next(reading(n));
    expect(clock.scheduler.actions).to.have.length(1);
    expect(readers.map(({ served }) => served)).to.deep.equal([0, 0, 0]);
    clock.advance(0);
    expect(readers.map(({ served }) => served)).to.deep.equal([1, 1, 0]);
    hub.topic('a').next(reading(100));
    hub.topic('b', keyed).next(reading(0));
    clock.advance(0);
    expect(readers.map(({ served }) => served)).to.deep.equal([2, 2, 1]);
  });

  it('serves them before anything else happens, unless told otherwise', async () => {
    const hub = createHub();
    const reader = read(hub, 'a');
    hub.topic('a', keyed).next(reading(1));
    await Promise.resolve();
    expect(reader.served).to.equal(1);
    expect(asapScheduler.actions).to.deep.equal([]);
  });

  it('lets the first who says it say what a topic is', () => {
    const { hub } = hubOf();
    const first = hub.topic('a', keyed);
    const second = hub.topic<Reading>('a', { state: 'latest' });
    second.next(reading(1));
    first.next(reading(2));
    expect(second.read()).to.deep.include({ offset: 2, data: { a: reading(2) } });
  });

  it('refuses options that make no sense, at the call', () => {
    expect(() => createHub({ maxTopics: 0 })).to.throw(InvalidOptionError, 'maxTopics: expected ≥ 1 topics, got 0');
    expect(() => hubOf().hub.topic('a', { historyEvents: 0 })).to.throw(InvalidOptionError, 'historyEvents');
  });

  it('knows from its options what a topic is that nobody publishes yet', () => {
    const { hub } = hubOf({ topicOptions: (name) => (name === 'known' ? { state: 'latest' } : undefined) });
    expect([readableHub(hub).open('known')?.state, readableHub(hub).open('unknown')?.state]).to.deep.equal([
      'latest',
      'undeclared',
    ]);
    hub.topic('known').next(1);
    expect(hub.topic('known').read().data).to.equal(1);
  });

  it('begins another epoch for a topic that a reader asked for before somebody said what it is', () => {
    const { hub } = hubOf();
    const before = readableHub(hub).open('a')?.life.epoch;
    expect(hub.topic('a', keyed).read().epoch).to.not.equal(before);
  });

  it('gives every hub epochs of its own', () => {
    const epochs = Array.from({ length: 100 }, () => createHub().topic('a').read().epoch);
    expect(new Set(epochs).size).to.equal(100);
    expect(hubOf().hub.topic('a').read().epoch).to.equal(hubOf().hub.topic('a').read().epoch);
  });
});

describe('createHub, with room for few topics', () => {
  it('drops those that nobody reads or feeds, the oldest first', () => {
    const { hub } = hubOf({ maxTopics: 3 });
    const read1 = read(hub, 'read');
    hub.topic('fed').publish(NEVER);
    hub.topic('idle', keyed).next(reading(1));
    expect(readableHub(hub).open('new')).to.not.equal(undefined);
    expect(hub.topic('fed').read().epoch).to.equal(readableHub(hub).open('read')?.life.epoch);
    expect(hub.topic('idle', keyed).read()).to.deep.include({ offset: 0, data: {} });
    expect(read1.served).to.equal(0);
  });

  it('has no room for one more reader while all are needed, and always for who publishes', () => {
    const { hub } = hubOf({ maxTopics: 2 });
    const first = read(hub, 'a');
    read(hub, 'b');
    expect(readableHub(hub).open('c')).to.equal(undefined);
    hub.topic('d', keyed).publish(of(reading(1)));
    expect(hub.topic('d').read().offset).to.equal(1);
    first.leave();
    expect(readableHub(hub).open('a')).to.not.equal(undefined);
    expect(readableHub(hub).open('c')).to.not.equal(undefined);
  });

  it('never gives a name the same epoch again, with events or without', () => {
    const { hub } = hubOf({ maxTopics: 1 });
    const epochs: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const topic = hub.topic('a', keyed);
      epochs.push(topic.read().epoch);
      if (turn % 2 === 0) topic.next(reading(turn));
      hub.topic('other');
    }
    expect(new Set(epochs).size).to.equal(20);
  });

  it('does not take a topic away from who holds it: what is published reaches those who read the name', () => {
    const { hub, clock } = hubOf({ maxTopics: 1 });
    const held = hub.topic('a', keyed);
    held.next(reading(1));
    hub.topic('other');
    const reader = read(hub, 'a');
    held.next(reading(2));
    clock.advance(0);
    expect(reader.served).to.equal(1);
    expect(held.read()).to.deep.include({ offset: 1, data: { a: reading(2) } });
    held.remove('a');
    expect(readableHub(hub).open('a')?.life.offset).to.equal(2);
  });
});

describe('createHub, told to erase', () => {
  it('forgets all that it has of one user of one tenant, and of nobody else', () => {
    const { hub } = hubOf();
    const owners = [
      { tenant: 'acme', userId: 'u1' },
      { tenant: 'acme', userId: 'u2' },
      { tenant: 'other', userId: 'u1' },
      undefined,
    ];
    const topics = owners.flatMap((owner, index) =>
      ['x', 'y'].map((name) => {
        const topic = hub.topic<Reading>(`${name}${String(index)}`, { ...keyed, ...(owner && { owner }) });
        topic.next(reading(1));
        return topic;
      }),
    );
    const readers = topics.map(({ name }) => read(hub, name));
    const before = topics.map((topic) => topic.read());
    hub.erase('acme', 'u1');
    const after = topics.map((topic) => topic.read());
    expect(after.slice(2)).to.deep.equal(before.slice(2));
    expect(after.slice(0, 2).map(({ offset, data }) => ({ offset, data }))).to.deep.equal([
      { offset: 0, data: {} },
      { offset: 0, data: {} },
    ]);
    expect(new Set([...after.slice(0, 2), ...before].map(({ epoch }) => epoch)).size).to.equal(3);
    expect(readers.map(({ wasReset }) => wasReset)).to.deep.equal([1, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('leaves nothing of the user in memory', () => {
    const { hub, clock } = hubOf();
    const topic = hub.topic<Reading>('a', { ...keyed, owner: { tenant: 'acme', userId: 'u1' } });
    read(hub, 'a');
    topic.next({ id: 'a-secret', n: 1 });
    clock.advance(0);
    readableHub(hub).open('a')?.life.framesAfter(0);
    readableHub(hub).open('a')?.life.snapshotFrame();
    hub.erase('acme', 'u1');
    const life = readableHub(hub).open('a')?.life;
    expect(life?.framesAfter(0)).to.equal(undefined);
    expect(inspect(hub, { depth: 20, maxArrayLength: null })).to.not.contain('secret');
  });
});
