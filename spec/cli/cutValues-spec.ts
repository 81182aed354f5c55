import { expect } from 'chai';
import { cutValues } from '../../lib/cli/cutValues.js';

describe('cutValues', () => {
  it('cuts at the equals sign, whatever the value holds', () => {
    for (const value of ['s3cret', "s3'cret", 's3=cret', '$&']) {
      expect(cutValues(`unknown option '--key=${value}'`, [`--key=${value}`])).to.equal("unknown option '--key=…'");
      expect(cutValues(`argument 'KEY=${value}' is invalid`, [`KEY=${value}`])).to.equal("argument 'KEY=…' is invalid");
    }
  });

  it('cuts what is glued to a short flag', () => {
    expect(cutValues("unknown option '-ps3cret'", ['-ps3cret'])).to.equal("unknown option '-p…'");
  });

  it('leaves names whole', () => {
    expect(cutValues("unknown option '--key'", ['sync', '--key', '-p'])).to.equal("unknown option '--key'");
  });
});
