import { expect } from 'chai';
import { AccessToken } from '../../lib/model/AccessToken.js';
import { flatContent } from '../../lib/testing/flatContent.js';

describe('flatContent', () => {
  it('makes errors plain, wherever they are', () => {
    const error = Object.assign(new TypeError('no'), { code: 7 });
    const flat = { name: 'TypeError', message: 'no', code: 7 };
    expect(flatContent([{ error }, new Map([[1, error]]), new Set([error])])).to.deep.equal([
      { error: flat },
      new Map([[1, flat]]),
      new Set([flat]),
    ]);
  });

  it('tells tokens apart without showing them', () => {
    const shown = (secret: string): string => JSON.stringify(flatContent(new AccessToken(secret, 1)));
    expect(shown('canary')).to.equal(shown('canary')).and.not.equal(shown('canarz')).and.not.include('canary');
  });

  it('leaves other objects as they are', () => {
    for (const value of [new Date(0), new Uint8Array(2), 7, null, undefined, () => 1])
      expect(flatContent(value)).to.equal(value);
  });

  it('follows a circle once', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const flat = flatContent(circle);
    expect(flat).to.have.property('self', flat);
  });
});
