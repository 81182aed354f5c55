import { expect } from 'chai';
import { resolveSwitches } from '../../../../lib/sandbox/core/switches/resolveSwitches.js';
import { idLexeme } from '../../../../lib/sandbox/core/wire/idLexeme.js';

describe('idLexeme', () => {
  const numeric = { switches: resolveSwitches({ numericIds: 'true' }) };

  it('writes strings unless the switch says numbers', () => {
    expect(idLexeme({ switches: resolveSwitches() }, '12')).to.equal('12');
    expect(idLexeme(numeric, '12')).to.deep.equal({ lexeme: '12' });
  });

  it('leaves alone what is no JSON number', () => {
    for (const id of ['0012', 'ab', '']) expect(idLexeme(numeric, id)).to.equal(id);
  });
});
