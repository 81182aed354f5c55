import { expect } from 'chai';
import { answerAtOnce } from '../../../lib/sandbox/core/answerAtOnce.js';
import { NO_CONTENT, refusal } from '../../../lib/sandbox/core/endpoints/content.js';

describe('answerAtOnce', () => {
  it('says the same without a date and without delay', () => {
    expect(answerAtOnce(NO_CONTENT)).to.deep.equal({ status: 204, headers: {}, body: '', delayMs: 0 });
    const { status, body, headers } = refusal(404, 'no such page');
    expect(answerAtOnce({ ...refusal(404, 'no such page'), delayMs: 5 })).to.deep.equal({
      ...{ status, body, headers },
      delayMs: 0,
    });
  });
});
