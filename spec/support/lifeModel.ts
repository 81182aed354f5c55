import { expect } from 'chai';
import fc from 'fast-check';
import type { FramesAhead } from '../../lib/bridge/hub/TopicHistory.js';
import { TopicLife } from '../../lib/bridge/hub/TopicLife.js';
import { resolveTopicOptions } from '../../lib/bridge/hub/TopicOptions.js';
import type { TopicEvent } from '../../lib/bridge/protocol/ServerMessage.js';

/** How much the model and the topic keep. */
export interface LifeBounds {
  readonly historyEvents: number;
  readonly historyMs: number;
  readonly historyBytes: number;
}

const PLACE = { kind: 'event', topic: 'readings', epoch: 'x.0' } as const;
const MOST_JOINED_BYTES = 65_536;

/** The topic under test, with the clock that it is told. */
export interface LivingTopic {
  readonly life: TopicLife;
  readonly clock: { now: number };
}

export function livingTopic(bounds: LifeBounds): LivingTopic {
  const settings = resolveTopicOptions<unknown>({ key: String, ...bounds });
  return { life: new TopicLife(PLACE.topic, PLACE.epoch, settings), clock: { now: 0 } };
}

interface ModelEvent {
  readonly message: TopicEvent;
  readonly at: number;
}

/** What a topic is, written down plainly: a list of all events, and from which on they are kept. */
export class LifeModel {
  readonly all: ModelEvent[] = [];
  readonly state = new Map<string, string>();
  forgotten = 0;
  lost = 'limited';
  private offered = 0;

  constructor(private readonly bounds: LifeBounds) {}

  publish(message: Partial<TopicEvent>, now: number): void {
    this.all.push({ message: { ...PLACE, offset: this.all.length + 1, ...message }, at: now });
    this.trim(now);
  }

  offer(now: number): void {
    this.offered = this.all.length;
    this.trim(now);
  }

  trim(now: number): void {
    while (this.forgotten < this.offered) {
      const kept = this.kept();
      const bytes = kept.reduce((sum, { message }) => sum + sizeOf(message), 0);
      const isTooMuch =
        kept.length > 1 && (kept.length > this.bounds.historyEvents || bytes > this.bounds.historyBytes);
      const isTooOld = now - (kept[0]?.at ?? now) > this.bounds.historyMs;
      if (!isTooMuch && !isTooOld) return;
      this.lost = isTooMuch ? 'limited' : 'expired';
      this.forgotten += 1;
    }
  }

  kept(): readonly ModelEvent[] {
    return this.all.slice(this.forgotten);
  }

  /** Every event after a place, or undefined when there is none, or some are gone. */
  after(offset: number): readonly TopicEvent[] | undefined {
    if (offset < this.forgotten || offset >= this.all.length) return undefined;
    return this.all.slice(offset).map(({ message }) => message);
  }

  startOf(epoch: string, offset: number, from: 'now' | 'earliest'): unknown {
    const isThere = epoch === PLACE.epoch && offset >= this.forgotten && offset <= this.all.length;
    if (isThere) return { offset, reason: 'resumed' };
    const isAhead = offset > this.all.length;
    const reason = epoch !== PLACE.epoch ? 'epochChanged' : isAhead ? 'ahead' : this.lost;
    return { offset: from === 'now' ? this.all.length : this.forgotten, reason };
  }
}

type Command = fc.Command<LifeModel, LivingTopic>;
const command = (name: string, run: (model: LifeModel, real: LivingTopic) => void): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

/** Anything that can happen to a topic, and anything that a reader may ask it. */
export function anyLifeCommands(): fc.Arbitrary<Iterable<Command>> {
  const key = fc.constantFrom('a', 'b', 'é');
  const size = fc.constantFrom(0, 1, 300, 40_000);
  const place = fc.integer({ min: 0, max: 40 });
  const from = fc.constantFrom<'now' | 'earliest'>('now', 'earliest');
  return fc.commands(
    [
      ...[0, 1, 2].map(() => fc.tuple(key, size).map(publishes)),
      key.map(removes),
      fc.constantFrom(0, 1, 50, 1_000).map(waits),
      fc.constant(offers()),
      fc.tuple(fc.constantFrom('x.0', 'x.0', 'x.1'), place, from).map(starts),
      place.map(reads),
      place.map(conflates),
    ],
    { maxCommands: 60, size: 'max' },
  );
}

function publishes([key, size]: readonly [string, number]): Command {
  return command(`publish ${key} ${String(size)}`, (model, { life, clock }) => {
    const data = 'x'.repeat(size);
    model.publish({ key, data }, clock.now);
    model.state.set(key, data);
    life.set(key, JSON.stringify(data), clock.now);
  });
}

function removes(key: string): Command {
  return command(`remove ${key}`, (model, { life, clock }) => {
    const isThere = model.state.delete(key);
    expect(life.remove(key, clock.now)).to.equal(isThere);
    if (isThere) model.publish({ key, removed: true }, clock.now);
  });
}

function waits(ms: number): Command {
  return command(`wait ${String(ms)}`, (_model, { clock }) => {
    clock.now += ms;
  });
}

function offers(): Command {
  return command('offer', (model, { life, clock }) => {
    model.offer(clock.now);
    life.noteOffered(clock.now);
  });
}

function starts([epoch, offset, from]: readonly [string, number, 'now' | 'earliest']): Command {
  return command(`startOf ${epoch}:${String(offset)} ${from}`, (model, { life, clock }) => {
    model.trim(clock.now);
    expect(life.startOf({ epoch, offset }, from, clock.now)).to.deep.equal(model.startOf(epoch, offset, from));
    expect([life.offset, life.oldest - 1]).to.deep.equal([model.all.length, model.forgotten]);
    expect(JSON.parse(life.stateJson())).to.deep.equal(Object.fromEntries(model.state));
  });
}

function reads(offset: number): Command {
  return command(`framesAfter ${String(offset)}`, (model, { life }) => {
    const expected = model.after(offset);
    const joined = [...(expected ?? [])];
    let bytes = 0;
    const end = joined.findIndex((message) => (bytes += sizeOf(message)) >= MOST_JOINED_BYTES);
    expectSame(life.framesAfter(offset), expected && (end < 0 ? joined : joined.slice(0, end + 1)));
    expectSame(life.nextAfter(offset), expected?.slice(0, 1));
  });
}

function conflates(offset: number): Command {
  return command(`conflatedAfter ${String(offset)}`, (model, { life }) => {
    const after = model.after(offset);
    const last = after?.filter((one, index) => !after.slice(index + 1).some(({ key }) => key === one.key));
    expectSame(life.conflatedAfter(offset), last);
  });
}

function expectSame(ahead: FramesAhead | undefined, expected: readonly TopicEvent[] | undefined): void {
  const messages: unknown = ahead && JSON.parse(ahead.frame.text);
  expect(ahead && [messages].flat()).to.deep.equal(expected);
  if (ahead === undefined) return;
  const to = expected?.at(-1)?.offset;
  expect(ahead.to).to.equal(to);
  expect(ahead.frame.at).to.deep.equal({ topic: PLACE.topic, epoch: PLACE.epoch, offset: to });
  expect(ahead.frame.bytes).to.equal(new TextEncoder().encode(ahead.frame.text).length);
}

function sizeOf(message: TopicEvent): number {
  return new TextEncoder().encode(JSON.stringify(message)).length;
}
