import { expect } from 'chai';
import fc from 'fast-check';
import { Subject } from 'rxjs';
import { createHub } from '../../../lib/bridge/hub/createHub.js';
import type { HubTopic } from '../../../lib/bridge/hub/HubTopic.js';
import type { Topic } from '../../../lib/bridge/hub/Topic.js';
import type { SlowPolicy, TopicOptions } from '../../../lib/bridge/hub/TopicOptions.js';
import type { Position } from '../../../lib/bridge/protocol/Position.js';
import type { ServerMessage } from '../../../lib/bridge/protocol/ServerMessage.js';
import { TopicCursor } from '../../../lib/bridge/server/TopicCursor.js';
import { seededEntropy } from '../../../lib/testing/seededEntropy.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';
import { FakeSocket } from '../../support/fakeSocket.js';
import { readableHub } from '../../../lib/bridge/hub/readableHub.js';

interface Reading {
  readonly id: string;
  readonly n: number;
  readonly padding?: string;
}
const keyed: TopicOptions<Reading> = { key: ({ id }) => id, owner: { tenant: 'acme', userId: 'u1' } };
const EVENT_BYTES = 120;
const HIGH_WATER = 1_024;

/** A topic and the readers that a spec lets begin. */
class Stage {
  readonly clock = new SuiteClock();
  readonly hub = createHub({ scheduler: this.clock.scheduler, entropy: seededEntropy(1) });
  readonly topic: HubTopic<Reading>;
  private n = 0;

  constructor(options: TopicOptions<Reading> = keyed) {
    this.topic = this.hub.topic('t', options);
  }

  get position(): Position {
    const { epoch, offset } = this.topic.read();
    return { epoch, offset };
  }

  /** Publishes so many values, a turn each. */
  publish(times = 1, id = 'a'): void {
    for (let time = 0; time < times; time++) {
      this.topic.next({ id, n: ++this.n });
      this.clock.advance(0);
    }
  }

  begin(since?: Position, from: 'now' | 'earliest' = 'now', socket = new FakeSocket()): Reader {
    const reader: Reader = {
      socket,
      closedAsSlow: 0,
      cursor: new TopicCursor(
        this.read(),
        placeOf(() => reader),
      ),
    };
    reader.cursor.begin(since, from);
    return reader;
  }

  private read(): Topic {
    const topic = readableHub(this.hub).open('t');
    if (topic === undefined) throw new Error('no room');
    return topic;
  }
}

interface Reader {
  readonly socket: FakeSocket;
  readonly cursor: TopicCursor;
  closedAsSlow: number;
}

function placeOf(reader: () => Reader) {
  return {
    highWaterBytes: HIGH_WATER,
    get socket() {
      return reader().socket;
    },
    tooSlow: () => {
      reader().closedAsSlow += 1;
      reader().cursor.end();
    },
  };
}

/** Messages in short: what they are and how far they lead. */
function inShort(messages: readonly ServerMessage[]): string[] {
  return messages.map((message) => {
    if (message.kind === 'subscribed') return `subscribed ${String(message.offset)} ${message.reason}`;
    if (message.kind === 'event') return `event ${String(message.offset)}`;
    if (message.kind === 'snapshot') return `snapshot ${String(message.offset)}`;
    if (message.kind === 'skipped') return `skipped ${String(message.from)}-${String(message.to)}`;
    return message.kind === 'error' ? message.code : message.kind;
  });
}

describe('TopicCursor, coming back', () => {
  const HOUR = 3_600_000;
  const few = { ...keyed, historyEvents: 3 };
  for (const [name, options, play, expected] of [
    ['empty: nothing was ever published', keyed, (stage) => stage.begin(), ['subscribed 0 first', 'snapshot 0']],
    [
      'limited: more came than is kept',
      few,
      (stage) => {
        const since = stage.position;
        stage.publish(9);
        return stage.begin(since);
      },
      ['subscribed 9 limited', 'snapshot 9'],
    ],
    [
      'limited, but not by what this reader misses',
      few,
      (stage) => {
        stage.publish(6);
        const since = stage.position;
        stage.publish(3);
        return stage.begin(since);
      },
      ['subscribed 6 resumed', 'event 7', 'event 8', 'event 9'],
    ],
    [
      'gone: the server began anew',
      keyed,
      (stage) => {
        stage.publish(2);
        return stage.begin({ epoch: 'of another life', offset: 2 });
      },
      ['subscribed 2 epochChanged', 'snapshot 2'],
    ],
    [
      'expired: what came is too old',
      keyed,
      (stage) => {
        const since = stage.position;
        stage.publish(2);
        stage.clock.advance(HOUR);
        return stage.begin(since);
      },
      ['subscribed 2 expired', 'snapshot 2'],
    ],
    [
      'the same position: nothing came',
      keyed,
      (stage) => {
        stage.publish(2);
        stage.clock.advance(HOUR);
        return stage.begin(stage.position);
      },
      ['subscribed 2 resumed'],
    ],
    ['zero events so far', keyed, (stage) => stage.begin(stage.position), ['subscribed 0 resumed']],
    [
      'zero events when it left, some since',
      keyed,
      (stage) => {
        const since = stage.position;
        stage.publish(2);
        return stage.begin(since);
      },
      ['subscribed 0 resumed', 'event 1', 'event 2'],
    ],
    [
      'ahead: a position that was never given',
      keyed,
      (stage) => {
        stage.publish(2);
        return stage.begin({ ...stage.position, offset: 7 });
      },
      ['subscribed 2 ahead', 'snapshot 2'],
    ],
    [
      'a value published in the turn in which it comes, and not yet served',
      keyed,
      (stage) => {
        stage.publish(1);
        const since = stage.position;
        stage.topic.next({ id: 'a', n: 9 });
        const reader = stage.begin(since);
        stage.clock.advance(0);
        return reader;
      },
      ['subscribed 1 resumed', 'event 2'],
    ],
    [
      'the same for one who is new: in the snapshot, and not once more',
      keyed,
      (stage) => {
        stage.topic.next({ id: 'a', n: 9 });
        const reader = stage.begin();
        stage.topic.next({ id: 'a', n: 10 });
        stage.clock.advance(0);
        return reader;
      },
      ['subscribed 1 first', 'snapshot 1', 'event 2'],
    ],
    [
      'erased while it was away',
      keyed,
      (stage) => {
        stage.publish(2);
        const since = stage.position;
        stage.hub.erase('acme', 'u1');
        return stage.begin(since);
      },
      ['subscribed 0 epochChanged', 'snapshot 0'],
    ],
    [
      'erased while it reads',
      keyed,
      (stage) => {
        stage.publish(1);
        const reader = stage.begin();
        stage.hub.erase('acme', 'u1');
        stage.publish(1);
        return reader;
      },
      ['subscribed 1 first', 'snapshot 1', 'reset', 'snapshot 0', 'event 1'],
    ],
    [
      'without a state there is no snapshot',
      {},
      (stage) => {
        stage.publish(2);
        return stage.begin({ epoch: 'of another life', offset: 2 });
      },
      ['subscribed 2 epochChanged'],
    ],
    [
      'without a state, from the oldest on',
      { historyEvents: 2 },
      (stage) => {
        stage.publish(4);
        return stage.begin(undefined, 'earliest');
      },
      ['subscribed 2 first', 'event 3', 'event 4'],
    ],
  ] as readonly (readonly [string, TopicOptions<Reading>, (stage: Stage) => Reader, string[]])[]) {
    it(`tells the truth: ${name}`, () => {
      const { socket } = play(new Stage(options));
      expect(inShort(socket.said)).to.deep.equal(expected);
      const [first] = socket.of('subscribed');
      expect(first?.recovered).to.equal(first?.reason === 'resumed');
    });
  }

  it('says undeclared until somebody says what the topic is, and then begins anew', () => {
    const clock = new SuiteClock();
    const hub = createHub({ scheduler: clock.scheduler });
    const topic = readableHub(hub).open('t');
    if (topic === undefined) throw new Error('no room');
    const socket = new FakeSocket();
    new TopicCursor(topic, { socket, highWaterBytes: HIGH_WATER, tooSlow: () => undefined }).begin(undefined, 'now');
    expect(socket.of('subscribed').map(({ state }) => state)).to.deep.equal(['undeclared']);
    hub.topic('t', keyed).next({ id: 'a', n: 1 });
    clock.advance(0);
    expect(socket.of('subscribed').map(({ state }) => state)).to.deep.equal(['undeclared', 'keyed']);
    expect(inShort(socket.said).slice(1)).to.deep.equal(['subscribed 0 first', 'snapshot 0', 'event 1']);
    const [before, after] = socket.of('subscribed').map(({ epoch }) => epoch);
    expect(before).to.not.equal(after);
  });
});

describe('TopicCursor, whose socket is slow', () => {
  const stalled = (options: TopicOptions<Reading>, values: number): { stage: Stage; reader: Reader } => {
    const stage = new Stage({ historyEvents: 20, ...options });
    const reader = stage.begin();
    reader.socket.news();
    reader.socket.stall();
    stage.publish(values);
    return { stage, reader };
  };

  const policies: readonly [string, TopicOptions<Reading>][] = [
    ['conflate', keyed],
    ['dropOldest without a state', { whenSlow: 'dropOldest' }],
    ['dropOldest with a state', { ...keyed, whenSlow: 'dropOldest' }],
    ['close', { whenSlow: 'close' }],
  ];

  it('gives it the last of each key, in order, once it has drained', () => {
    const { stage, reader } = stalled(keyed, 15);
    const before = reader.socket.of('event').length;
    for (const id of ['b', 'a', 'c', 'b']) stage.publish(1, id);
    expect(before).to.be.within(5, 14);
    reader.socket.news();
    reader.socket.drain();
    reader.cursor.takeUp();
    expect(reader.socket.of('event').map(({ key, offset }) => [key, offset])).to.deep.equal([
      ['a', 17],
      ['c', 18],
      ['b', 19],
    ]);
  });

  it('gives it the state when even that is no longer there', () => {
    const { stage, reader } = stalled(keyed, 40);
    reader.socket.news();
    reader.socket.drain();
    reader.cursor.takeUp();
    stage.publish();
    expect(inShort(reader.socket.said)).to.deep.equal(['snapshot 40', 'event 41']);
  });

  it('drops the oldest, and says exactly which do not come', () => {
    const { stage, reader } = stalled({ whenSlow: 'dropOldest' }, 40);
    const taken = reader.socket.of('event').length;
    reader.socket.drain();
    reader.cursor.takeUp();
    stage.publish();
    const kept = Array.from({ length: 21 }, (_, index) => `event ${String(21 + index)}`);
    expect(inShort(reader.socket.said)).to.deep.equal([
      ...Array.from({ length: taken }, (_, index) => `event ${String(index + 1)}`),
      `skipped ${String(taken + 1)}-20`,
      ...kept,
    ]);
  });

  it('drops the oldest of a topic with a state by a snapshot, and says which did not come', () => {
    const { stage, reader } = stalled({ ...keyed, whenSlow: 'dropOldest' }, 40);
    const taken = reader.socket.news().length;
    reader.socket.drain();
    reader.cursor.takeUp();
    stage.publish();
    expect(inShort(reader.socket.said)).to.deep.equal([`skipped ${String(taken + 1)}-40`, 'snapshot 40', 'event 41']);
  });

  it('drops nothing that is still there', () => {
    const { reader } = stalled({ whenSlow: 'dropOldest' }, 15);
    reader.socket.drain();
    reader.cursor.takeUp();
    expect(inShort(reader.socket.said)).to.deep.equal(Array.from({ length: 15 }, (_, n) => `event ${String(n + 1)}`));
  });

  it('closes it where the topic bears no loss, before anything is lost', () => {
    const { reader } = stalled({ whenSlow: 'close' }, 15);
    expect(reader.closedAsSlow).to.equal(1);
    expect(reader.socket.mostBuffered).to.be.at.most(HIGH_WATER);
  });

  it('does not take what a reader missed while it was away for a sign that it is slow', () => {
    const stage = new Stage({ whenSlow: 'close' });
    const since = stage.position;
    stage.publish(50);
    const socket = new FakeSocket();
    socket.stall();
    const reader = stage.begin(since, 'now', socket);
    expect([socket.of('event').length < 50, reader.closedAsSlow]).to.deep.equal([true, 0]);
    for (let turn = 0; turn < 50; turn++) {
      socket.drain('stall');
      reader.cursor.takeUp();
    }
    expect([socket.of('event').length, reader.closedAsSlow]).to.deep.equal([50, 0]);
    socket.drain('stall');
    stage.publish(50);
    expect(reader.closedAsSlow).to.equal(1);
  });

  it('takes one by one what does not fit together', () => {
    const { stage, reader } = stalled({ whenSlow: 'dropOldest' }, 1);
    for (let n = 0; n < 19; n++) stage.topic.next({ id: 'a', n });
    stage.clock.advance(0);
    expect(reader.socket.of('event').length).to.be.within(5, 15);
  });

  it('gives a value beyond the high-water mark to a socket in which nothing waits', () => {
    for (const [, options] of policies) {
      const stage = new Stage(options);
      const { socket } = stage.begin();
      stage.topic.next({ id: 'a', n: 1, padding: 'x'.repeat(3 * HIGH_WATER) });
      stage.clock.advance(0);
      expect(socket.of('event')).to.have.length(1);
    }
  });

  it('puts nothing together for a socket that has no room', () => {
    const { stage, reader } = stalled(keyed, 15);
    const life = readableHub(stage.hub).open('t')?.life;
    let joins = 0;
    const conflatedAfter = life?.conflatedAfter.bind(life);
    Object.assign(life ?? {}, {
      conflatedAfter: (offset: number) => {
        joins += 1;
        return conflatedAfter?.(offset);
      },
    });
    stage.publish(100);
    expect(joins).to.equal(0);
    reader.socket.drain();
    reader.cursor.takeUp();
    expect(joins).to.be.greaterThan(0);
  });

  it('does not lose, for a reader that is not slow, what is more in one turn than is kept', () => {
    for (const whenSlow of ['dropOldest', 'close'] as const) {
      const stage = new Stage({ whenSlow, historyEvents: 3, historyMs: 0 });
      const reader = stage.begin();
      for (let n = 1; n <= 100; n++) {
        stage.topic.next({ id: 'a', n });
        stage.clock.setWallBy(1);
      }
      stage.clock.advance(0);
      expect(reader.socket.of('event').map(({ offset }) => offset)).to.deep.equal(
        Array.from({ length: 100 }, (_, index) => index + 1),
      );
      expect([reader.socket.of('skipped'), reader.closedAsSlow]).to.deep.equal([[], 0]);
    }
  });

  for (const [name, options] of policies) {
    it(`never has more waiting than the high-water mark, however much is published: ${name}`, () => {
      const { stage, reader } = stalled(options, 500);
      expect(reader.socket.mostBuffered).to.be.within(HIGH_WATER - EVENT_BYTES, HIGH_WATER);
      const frames = reader.socket.frames.length;
      for (let time = 0; time < 500; time++) {
        stage.publish();
        reader.cursor.takeUp();
      }
      expect(reader.socket.mostBuffered).to.be.at.most(HIGH_WATER);
      expect(reader.socket.frames.length).to.be.within(frames, frames + 1);
    });

    it(`never has more waiting than that and one frame, whatever the sizes and however it drains: ${name}`, () => {
      const step = fc.oneof(
        {
          weight: 5,
          arbitrary: fc.record({ id: fc.constantFrom('a', 'b', 'c'), size: fc.constantFrom(0, 10, 900, 3_000) }),
        },
        { weight: 1, arbitrary: fc.constant('drain' as const) },
      );
      fc.assert(
        fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
          const { stage, reader } = stalled({ ...options, historyEvents: 5 }, 0);
          steps.forEach((one, n) => {
            if (one === 'drain') {
              reader.socket.drain('stall');
              reader.cursor.takeUp();
            } else {
              stage.topic.next({ id: one.id, n, padding: 'x'.repeat(one.size) });
              if (n % 3 === 0) stage.clock.advance(0);
            }
          });
          const largest = Math.max(0, ...reader.socket.frames.map(({ bytes }) => bytes));
          expect(reader.socket.mostBuffered).to.be.at.most(Math.max(HIGH_WATER, largest + HIGH_WATER));
        }),
      );
    });
  }

  it('accounts for every offset: taken, skipped or in a snapshot, in order, whatever the policy', () => {
    const step = fc.constantFrom('publish', 'publish', 'publish', 'burst', 'drain', 'stall');
    const policy = fc.constantFrom<SlowPolicy>('conflate', 'dropOldest');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), policy, fc.boolean(), (steps, whenSlow, isKeyed) => {
        if (whenSlow === 'conflate' && !isKeyed) return;
        const stage = new Stage({ ...(isKeyed && keyed), whenSlow, historyEvents: 6 });
        const reader = stage.begin();
        reader.socket.news();
        for (const one of steps) {
          if (one === 'publish') stage.publish(4);
          else if (one === 'burst') for (let n = 0; n < 20; n++) stage.topic.next({ id: 'b', n });
          else if (one === 'stall') reader.socket.stall();
          else reader.socket.drain();
          if (one === 'drain') reader.cursor.takeUp();
        }
        reader.socket.drain();
        stage.clock.advance(0);
        reader.cursor.takeUp();
        let at = 0;
        for (const message of reader.socket.said) {
          if (message.kind === 'skipped') {
            expect(message.from).to.equal(at + 1);
            at = message.to;
          } else if (message.kind === 'snapshot') {
            expect(message.offset).to.be.at.least(at);
            at = message.offset;
          } else if (message.kind === 'event') {
            if (whenSlow === 'dropOldest') expect(message.offset).to.equal(at + 1);
            expect(message.offset).to.be.greaterThan(at);
            at = message.offset;
          }
        }
        expect(at).to.equal(stage.position.offset);
      }),
      { numRuns: 300 },
    );
  });
});

describe('TopicCursor of a topic whose source breaks off', () => {
  function broken(options = keyed) {
    const stage = new Stage(options);
    const source = new Subject<Reading>();
    stage.topic.publish(source, () => undefined);
    return { stage, source };
  }

  it('tells those who read, and those who come later, until the next event', () => {
    const { stage, source } = broken();
    const first = stage.begin();
    source.next({ id: 'a', n: 1 });
    stage.clock.advance(0);
    source.error(new Error('lost'));
    const second = stage.begin();
    expect(inShort(first.socket.news()).slice(2)).to.deep.equal(['event 1', 'sourceFailed']);
    expect(inShort(second.socket.news())).to.deep.equal(['subscribed 1 first', 'snapshot 1', 'sourceFailed']);
    stage.publish();
    const third = stage.begin();
    expect(inShort(first.socket.news())).to.deep.equal(['event 2']);
    expect(inShort(third.socket.news())).to.deep.equal(['subscribed 2 first', 'snapshot 2']);
  });

  it('tells it after what was published before it, in the same turn', () => {
    const { stage, source } = broken();
    const { socket } = stage.begin();
    source.next({ id: 'a', n: 1 });
    source.error(new Error('lost'));
    stage.clock.advance(0);
    expect(inShort(socket.news()).slice(2)).to.deep.equal(['event 1', 'sourceFailed']);
  });

  it('tells one who is slow once it has taken the rest, and only once', () => {
    const { stage, source } = broken();
    const { socket, cursor } = stage.begin();
    socket.stall();
    stage.publish(30);
    source.error(new Error('lost'));
    expect(socket.of('error')).to.deep.equal([]);
    socket.drain();
    for (let time = 0; time < 3; time++) cursor.takeUp();
    expect(inShort(socket.said.slice(-2))).to.deep.equal(['event 30', 'sourceFailed']);
    expect(socket.of('error')).to.have.length(1);
  });

  it('tells one who comes back to where nothing was missed', () => {
    const { stage, source } = broken();
    source.error(new Error('lost'));
    expect(inShort(stage.begin(stage.position).socket.said)).to.deep.equal(['subscribed 0 resumed', 'sourceFailed']);
  });

  it('says it again after an erasure, which mends nothing', () => {
    const { stage, source } = broken();
    const { socket } = stage.begin();
    source.error(new Error('lost'));
    stage.hub.erase('acme', 'u1');
    expect(inShort(socket.said).slice(2)).to.deep.equal(['sourceFailed', 'reset', 'snapshot 0', 'sourceFailed']);
  });
});
