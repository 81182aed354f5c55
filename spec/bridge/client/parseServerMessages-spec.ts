import { expect } from 'chai';
import fc from 'fast-check';
import { parseServerMessages } from '../../../lib/bridge/client/parseServerMessages.js';
import type { ServerMessage } from '../../../lib/bridge/protocol/ServerMessage.js';

const at = { topic: 't', epoch: 'e', offset: 1 };
const EVERY: readonly ServerMessage[] = [
  { kind: 'welcome', pingEveryMs: 25_000 },
  { kind: 'ping' },
  { kind: 'subscribed', ...at, state: 'keyed', recovered: true, reason: 'resumed' },
  { kind: 'snapshot', ...at, data: {} },
  { kind: 'event', ...at, key: 'k', data: 1 },
  { kind: 'event', ...at, key: 'k', removed: true },
  { kind: 'skipped', topic: 't', epoch: 'e', from: 1, to: 2 },
  { kind: 'reset', ...at, reason: 'erased' },
  { kind: 'error', topic: 't', code: 'forbidden' },
];

describe('parseServerMessages', () => {
  it('reads every kind, alone and in an array', () => {
    for (const message of EVERY) expect(parseServerMessages(JSON.stringify(message))).to.deep.equal([message]);
    expect(parseServerMessages(JSON.stringify(EVERY))).to.deep.equal(EVERY);
  });

  it('leaves out what the protocol does not know, and keeps the rest', () => {
    const text =
      '[{"kind":"hologram","topic":"t"},{"kind":"toString"},{"kind":"__proto__"},{"kind":"ping"},7,null,"x",[]]';
    expect(parseServerMessages(text)).to.deep.equal([{ kind: 'ping' }]);
  });

  it('leaves out a message in which a field that is needed is missing, or of another type', () => {
    for (const message of EVERY) {
      for (const field of Object.keys(message).filter(
        (name) => !['data', 'key', 'removed', 'state', 'reason'].includes(name),
      )) {
        const broken = JSON.stringify({ ...message, [field]: [] });
        expect(parseServerMessages(broken), broken).to.deep.equal([]);
      }
    }
  });

  it('bears fields that it does not know', () => {
    expect(parseServerMessages('{"kind":"ping","mood":"good"}')).to.have.length(1);
  });

  it('gives nothing for what is no JSON, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseServerMessages(text)).to.deep.equal([]);
      }),
    );
    expect(parseServerMessages('{"kind":')).to.deep.equal([]);
  });
});
