import { expect } from 'chai';
import { plainUrl } from '../../lib/ports/plainUrl.js';

describe('plainUrl', () => {
  it('reads what names a place', () => {
    expect(plainUrl('https://api.test/v2.1/')?.href).to.equal('https://api.test/v2.1/');
    expect(plainUrl('http://localhost:8080')?.port).to.equal('8080');
  });

  it('takes nothing that carries more, an empty query neither', () => {
    for (const given of [
      '',
      'api.test/v2.1',
      'https://ada:secret@api.test',
      'https://ada@api.test',
      'https://:secret@api.test',
      'https://api.test?x=1',
      'https://api.test/?',
      'https://api.test#x',
      'https://api.test/#',
    ]) {
      expect(plainUrl(given), given).to.equal(undefined);
    }
  });
});
