import { expect } from 'chai';
import { inspect } from 'node:util';
import { AccessToken } from '../../lib/model/AccessToken.js';

const SECRET = 's3cret-token';
const token = new AccessToken(SECRET, 1_000);

describe('AccessToken', () => {
  it('gives itself away only when it is asked to', () => {
    expect(token.reveal()).to.equal(SECRET);
    expect(token.expiresAt).to.equal(1_000);
    expect(new AccessToken(SECRET, undefined).expiresAt).to.equal(undefined);
  });

  it('shows itself in no text, JSON, inspection or list of members', () => {
    const holder = { headers: { authorization: token }, list: [token] };
    const shown = [
      String(token),
      JSON.stringify(holder),
      inspect(token),
      inspect(holder, { depth: 9, showHidden: true }),
      JSON.stringify(Object.entries(token)),
      Object.getOwnPropertyNames(token).join(),
      new Error(String(token)).message,
    ];
    for (const text of shown) expect(text).to.not.contain(SECRET);
    expect(inspect(token)).to.equal('AccessToken [secret]');
    expect(JSON.stringify(token)).to.equal('"[secret]"');
  });
});
