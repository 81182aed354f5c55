import { expect } from 'chai';
import fc from 'fast-check';
import { escapeControls } from '../../../lib/cli/output/escapeControls.js';

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const anyText = fc.array(fc.nat(0x2fff)).map((codes) => String.fromCharCode(...codes));

describe('escapeControls', () => {
  it('writes out what would command a terminal', () => {
    expect(escapeControls('\u001b[2J\u001b]0;title\u0007')).to.equal('\\u001b[2J\\u001b]0;title\\u0007');
    expect(escapeControls('a\r\nb\u009b31m')).to.equal('a\\u000d\\u000ab\\u009b31m');
    expect(escapeControls('\u202egnp.exe')).to.equal('\\u202egnp.exe');
  });

  it('leaves letters of every language alone', () => {
    expect(escapeControls('Crédit Agricole – 日本語 €')).to.equal('Crédit Agricole – 日本語 €');
  });

  it('lets no control through, of all that there are', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      const shown = escapeControls(character);
      expect(shown === character).to.equal(!CONTROL.test(character));
      if (CONTROL.test(shown)) throw new Error(`U+${code.toString(16)} passes`);
    }
  });

  it('lets none through in the midst of text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(CONTROL.test(escapeControls(text))).to.equal(false);
      }),
    );
  });
});
