import { expect } from 'chai';
import { NEVER, of, Subject, throwError } from 'rxjs';
import { Topic } from '../../../lib/bridge/hub/Topic.js';
import { resolveTopicOptions, type TopicOptions } from '../../../lib/bridge/hub/TopicOptions.js';
import type { TopicReader } from '../../../lib/bridge/hub/TopicReader.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

interface Reading {
  readonly id: string;
  readonly n: number;
}

/** A topic, what it asked of its hub, and a reader that writes down what it was told. */
function stageOf(options: TopicOptions<Reading> = { key: ({ id }) => id }, isDeclared = true) {
  const { scheduler } = new SuiteClock();
  const told: string[] = [];
  const woken: string[] = [];
  const wake = (topic: Topic): void => void woken.push(topic.name);
  const topic = new Topic('t', 'x.0', resolveTopicOptions<unknown>(options), { scheduler, wake }, isDeclared);
  const reader: TopicReader = {
    advance: () => told.push(`advance to ${String(topic.life.offset)}${topic.hasFailed ? ', failed' : ''}`),
    reset: () => told.push(`reset ${topic.life.epoch}`),
    resubscribe: () => told.push(`resubscribe ${topic.life.epoch} ${topic.state}`),
  };
  return { topic, reader, told, woken };
}

const reading = (id: string, n = 1): Reading => ({ id, n });

describe('Topic', () => {
  it('asks to have its readers served, and serves nobody by itself', () => {
    const { topic, reader, told, woken } = stageOf();
    topic.readers.add(reader);
    topic.next(reading('a'));
    expect([told, woken]).to.deep.equal([[], ['t']]);
    topic.serve();
    expect(told).to.deep.equal(['advance to 1']);
  });

  it('asks nobody while nobody reads', () => {
    const { topic, woken } = stageOf();
    topic.next(reading('a'));
    expect(woken).to.deep.equal([]);
  });

  it('serves within the turn when more comes than it may keep, before any of it is forgotten', () => {
    const { topic, reader, told } = stageOf({ key: ({ id }) => id, historyEvents: 3 });
    topic.readers.add(reader);
    let oldest = 0;
    reader.advance = () => {
      told.push(`${String(topic.life.oldest)} to ${String(topic.life.offset)}`);
      oldest = topic.life.oldest;
    };
    for (let n = 1; n <= 7; n++) topic.next(reading('a', n));
    expect(told).to.deep.equal(['1 to 4']);
    expect(oldest).to.equal(1);
    topic.next(reading('a', 8));
    expect(told).to.deep.equal(['1 to 4', '5 to 8']);
  });

  it('serves before a large value pushes out what came just before it', () => {
    const { topic, reader, told } = stageOf({ historyBytes: 1_000, encode: ({ n }) => 'x'.repeat(n) });
    reader.advance = () => told.push(`${String(topic.life.oldest)} to ${String(topic.life.offset)}`);
    topic.readers.add(reader);
    topic.next(reading('a', 300));
    topic.next(reading('a', 900));
    expect(told).to.deep.equal(['1 to 2']);
    expect(topic.life.oldest).to.equal(2);
  });

  it('publishes what a source gives, until it is left', () => {
    const { topic } = stageOf();
    const source = new Subject<Reading>();
    const publishing = topic.publish(source);
    source.next(reading('a'));
    expect([topic.life.offset, topic.isIdle]).to.deep.equal([1, false]);
    publishing.unsubscribe();
    source.next(reading('a'));
    expect([topic.life.offset, topic.isIdle, source.observed]).to.deep.equal([1, true, false]);
  });

  it('is idle when nobody reads and nobody feeds it', () => {
    const { topic, reader } = stageOf();
    topic.publish(of(reading('a')));
    expect(topic.isIdle).to.equal(true);
    topic.readers.add(reader);
    expect(topic.isIdle).to.equal(false);
    topic.readers.delete(reader);
    const feeding = topic.publish(NEVER);
    expect(topic.isIdle).to.equal(false);
    feeding.unsubscribe();
    expect(topic.isIdle).to.equal(true);
  });

  it('tells its readers, and remembers, that a source broke off, until the next event', () => {
    const { topic, reader, told } = stageOf();
    topic.readers.add(reader);
    const errors: unknown[] = [];
    topic.publish(
      throwError(() => new Error('lost')),
      (error) => errors.push(error),
    );
    expect(told).to.deep.equal(['advance to 0, failed']);
    expect(errors).to.have.length(1);
    topic.next(reading('a'));
    expect(topic.hasFailed).to.equal(false);
  });

  it('takes the end of a key for an event, and the end of one that is not there for none', () => {
    const { topic } = stageOf({ key: ({ id }) => id, removes: ({ n }) => n === 0 });
    topic.next(reading('a'));
    topic.publish(
      throwError(() => new Error('lost')),
      () => undefined,
    );
    topic.next(reading('b', 0));
    expect([topic.life.offset, topic.hasFailed]).to.deep.equal([1, true]);
    topic.next(reading('a', 0));
    expect([topic.life.offset, topic.hasFailed]).to.deep.equal([2, false]);
    expect(topic.read().data).to.deep.equal({});
  });

  it('takes a value that cannot be written for the end of its source: it was not published, and that shows', () => {
    const { topic, reader, told } = stageOf({ encode: ({ n }) => (n === 2 ? 2n : n) });
    topic.readers.add(reader);
    const source = new Subject<Reading>();
    const errors: unknown[] = [];
    topic.publish(source, (error) => errors.push(error));
    for (const n of [1, 2, 3]) source.next(reading('a', n));
    expect(errors[0]).to.be.instanceOf(TypeError);
    expect(told).to.deep.equal(['advance to 1, failed']);
    expect(source.observed).to.equal(false);
  });

  it('throws at a value that JSON cannot say, and publishes nothing', () => {
    const { topic } = stageOf({ encode: ({ n }) => BigInt(n) });
    expect(() => {
      topic.next(reading('a'));
    }).to.throw(TypeError);
    expect(topic.read().offset).to.equal(0);
  });

  it('writes null for what has no JSON', () => {
    const { topic } = stageOf({ state: 'latest', encode: () => undefined });
    topic.next(reading('a'));
    expect(topic.read()).to.deep.equal({ epoch: 'x.0', offset: 1, data: null });
  });

  it('reads state and position together', () => {
    const { topic } = stageOf();
    for (const id of ['a', 'b', 'a']) topic.next(reading(id, 7));
    topic.remove('b');
    topic.remove('c');
    expect(topic.read()).to.deep.equal({ epoch: 'x.0', offset: 4, data: { a: { id: 'a', n: 7 } } });
  });

  it('removes the key that was longest without a value when there is one too many', () => {
    const { topic } = stageOf({ key: ({ id }) => id, maxKeys: 2 });
    for (const id of ['a', 'b', 'a', 'c']) topic.next(reading(id));
    expect(topic.read()).to.deep.include({ offset: 5 });
    expect(Object.keys(topic.read().data as object)).to.deep.equal(['a', 'c']);
  });

  it('begins another epoch when it learns what it is, and has its readers begin anew', () => {
    const { topic, reader, told } = stageOf({}, false);
    topic.readers.add(reader);
    expect([topic.state, topic.isDeclared]).to.deep.equal(['undeclared', false]);
    topic.declare(resolveTopicOptions<unknown>({ state: 'latest' }), 'x.1');
    expect(told).to.deep.equal(['resubscribe x.1 latest']);
  });

  it('forgets all when it is erased, but not that its source is broken', () => {
    const { topic, reader, told } = stageOf();
    topic.next(reading('a'));
    topic.readers.add(reader);
    topic.publish(
      throwError(() => new Error('lost')),
      () => undefined,
    );
    topic.erase('x.1');
    expect(told.at(-1)).to.equal('reset x.1');
    expect(topic.read()).to.deep.equal({ epoch: 'x.1', offset: 0, data: {} });
    expect(topic.hasFailed).to.equal(true);
  });
});
