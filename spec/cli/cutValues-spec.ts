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

  it('cuts what may hold credentials, wherever it stands', () => {
    for (const url of [
      'https://u:hunter2@h/x',
      'https://h/x?key=hunter2',
      'https://h/#hunter2',
      'https//u:hunter2@h',
    ]) {
      for (const argv of [['--sink', `post:${url}`], [`--sink=post:${url}`]]) {
        const text = cutValues(`option '--sink <sink>' argument 'post:${url}' is invalid.`, argv);
        expect(text, url).to.match(/argument 'post:(https:\/\/)?…' is invalid/);
      }
    }
    expect(cutValues("argument 'post:http://h' is invalid", ['post:http://h'])).to.include("'post:http://h'");
  });

  it('leaves names whole', () => {
    expect(cutValues("unknown option '--key'", ['sync', '--key', '-p'])).to.equal("unknown option '--key'");
  });
});
