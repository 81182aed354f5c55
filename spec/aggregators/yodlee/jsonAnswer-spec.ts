import { expect } from 'chai';
import { jsonAnswer } from '../../../lib/aggregators/yodlee/jsonAnswer.js';
import { caught } from '../../support/caught.js';

const answer = (body: string | Uint8Array, headers = {}) =>
  jsonAnswer('try', { status: 200, headers, body: typeof body === 'string' ? new TextEncoder().encode(body) : body });

describe('jsonAnswer', () => {
  it('keeps the digits of long numbers, and passes a byte order mark over', () => {
    expect(answer('\ufeff{"id":9007199254740993}')).to.deep.equal({ id: '9007199254740993' });
    expect(answer(' ')).to.equal(undefined);
  });

  it('refuses HTML, other text and broken UTF-8 without a word of it', async () => {
    for (const work of [
      () => answer('{}', { 'content-type': 'text/html' }),
      () => answer('canary'),
      () => answer(Uint8Array.from([0x22, 0xff, 0x22])),
    ]) {
      const error = await caught(work);
      expect(error).to.include({ name: 'DecodeError', operation: 'try' });
      expect(String(error)).not.to.include('canary');
    }
  });
});
