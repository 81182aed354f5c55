import { expect } from 'chai';
import fc from 'fast-check';
import { mask } from '../../../lib/cli/output/mask.js';

const anyText = fc.array(fc.nat(0x2fff)).map((codes) => String.fromCharCode(...codes));

describe('mask', () => {
  it('leaves the last four digits of long numbers, and nothing of names', () => {
    expect(['FR7630006000011234567890189', '47856457936', 'Compte de Jeanne', '1234567', ''].map(mask)).to.deep.equal([
      '••••0189',
      '••••7936',
      '••••',
      '••••',
      '••••',
    ]);
  });

  it('never shows more than four characters, all of them digits', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(mask(text)).to.match(/^••••(\d{4})?$/);
      }),
    );
  });
});
