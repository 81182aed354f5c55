import { expect } from 'chai';
import { RECEIPT, refusalAnswer } from '../../../lib/notification/intake/answers.js';
import type { RefusalReason } from '../../../lib/notification/intake/Refusal.js';

const STATUS: Readonly<Record<RefusalReason, number>> = {
  path: 404,
  address: 404,
  method: 405,
  encoding: 415,
  tooLarge: 413,
  tooSlow: 408,
  budget: 503,
  body: 503,
  decode: 503,
  knownUser: 503,
  store: 503,
  storeDeadline: 503,
};
const REASONS = Object.keys(STATUS) as RefusalReason[];

describe('refusalAnswer', () => {
  for (const reason of REASONS) {
    it(`answers ${String(STATUS[reason])} to ${reason}`, () => {
      expect(refusalAnswer(reason, 10_000).status).to.equal(STATUS[reason]);
    });
  }

  it('says when to come again, in whole seconds, with every 503 and with nothing else', () => {
    for (const reason of REASONS) {
      const { status, headers } = refusalAnswer(reason, 1_500);
      expect(headers['retry-after']).to.equal(status === 503 ? '2' : undefined);
    }
  });

  it('gives the same 404 to a wrong secret and to a wrong address', () => {
    expect(refusalAnswer('path', 1)).to.deep.equal(refusalAnswer('address', 1));
  });

  it('closes the connection of who sends too much or too slowly', () => {
    expect(refusalAnswer('tooLarge', 1).headers['connection']).to.equal('close');
    expect(refusalAnswer('tooSlow', 1).headers['connection']).to.equal('close');
  });

  it('says nothing of what went on inside', () => {
    const bodies = new Set(REASONS.filter((reason) => STATUS[reason] === 503).map((r) => refusalAnswer(r, 1).body));
    expect([...bodies]).to.deep.equal(['try again later']);
  });
});

describe('RECEIPT', () => {
  it('is a tiny 200 that nobody may cache', () => {
    expect(RECEIPT).to.deep.include({ status: 200, body: 'ok' });
    expect(RECEIPT.headers['cache-control']).to.equal('no-store');
  });
});
