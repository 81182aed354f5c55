import { expect } from 'chai';
import type { ServerMessage } from '../../../lib/bridge/protocol/ServerMessage.js';
import { toFrame } from '../../../lib/bridge/protocol/toFrame.js';

const place = { topic: 'a', epoch: 'x' };
const PLACED: readonly [ServerMessage, number][] = [
  [{ kind: 'subscribed', ...place, offset: 4, state: 'none', recovered: true, reason: 'resumed' }, 4],
  [{ kind: 'snapshot', ...place, offset: 5, data: {} }, 5],
  [{ kind: 'event', ...place, offset: 6, data: 1 }, 6],
  [{ kind: 'reset', ...place, offset: 0, reason: 'erased' }, 0],
  [{ kind: 'skipped', ...place, from: 7, to: 9 }, 9],
];
const PLACELESS: readonly ServerMessage[] = [
  { kind: 'welcome', pingEveryMs: 25_000 },
  { kind: 'error', topic: 'a', code: 'forbidden' },
  { kind: 'ping' },
];

describe('toFrame', () => {
  for (const [message, offset] of PLACED) {
    it(`says where a reader is after ${message.kind}`, () => {
      const frame = toFrame(message);
      expect(JSON.parse(frame.text)).to.deep.equal(message);
      expect(frame.at).to.deep.equal({ ...place, offset });
    });
  }

  for (const message of PLACELESS) {
    it(`moves nobody by ${message.kind}`, () => {
      const frame = toFrame(message);
      expect(JSON.parse(frame.text)).to.deep.equal(message);
      expect(frame).to.not.have.property('at');
    });
  }

  it('measures what it wrote', () => {
    expect(toFrame({ kind: 'ping' })).to.deep.equal({ text: '{"kind":"ping"}', bytes: 15 });
  });
});
