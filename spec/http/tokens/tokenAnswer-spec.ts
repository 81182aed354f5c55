import { expect } from 'chai';
import { decodeTokenAnswer } from '../../../lib/http/tokens/tokenAnswer.js';
import type { DecodeError } from '../../../lib/errors/DecodeError.js';
import { caught } from '../../support/caught.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('decodeTokenAnswer', () => {
  it('reads what it needs and lets the rest pass', () => {
    const answer = { access_token: 'abc', token_type: 'bearer', expires_in: '60', refresh_token: null, id: [1] };
    expect(decodeTokenAnswer(bytes(JSON.stringify(answer)))).to.deep.include({
      access_token: 'abc',
      expires_in: '60',
    });
  });

  it('names path and expectation of what is wrong, and never a value', async () => {
    for (const [answer, path] of [
      [{}, 'access_token'],
      [{ access_token: '' }, 'access_token'],
      [{ access_token: 'canary\r\nx-evil: 1' }, 'access_token'],
      [{ access_token: 'abc', refresh_token: { canary: 1 } }, 'refresh_token'],
      ['canary', ''],
    ] as const) {
      const error = await caught(() => decodeTokenAnswer(bytes(JSON.stringify(answer))));
      expect(error).to.have.property('name', 'DecodeError');
      expect(failuresOf(error)).to.include(path);
      expect(JSON.stringify(error) + String(error)).not.to.include('canary');
    }
  });

  it('refuses a page of HTML', () => {
    expect(() => decodeTokenAnswer(bytes('<html>'))).to.throw(/unexpected shape/);
  });
});

function failuresOf(error: unknown): readonly string[] {
  const isDecodeError = (value: unknown): value is DecodeError =>
    value instanceof Error && value.name === 'DecodeError';
  return isDecodeError(error) ? error.failures.map(({ path }) => path) : [];
}
