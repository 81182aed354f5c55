import { expect } from 'chai';
import { systemFaultOf } from '../../lib/ports/systemFaultOf.js';

const coded = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

describe('systemFaultOf', () => {
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) {
    it(`knows that nothing was sent at ${code}`, () => {
      expect(systemFaultOf(coded(code))).to.deep.equal({ code, beforeSending: true });
    });
  }

  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED']) {
    it(`does not claim to know at ${code}`, () => {
      expect(systemFaultOf(coded(code))).to.deep.equal({ code, beforeSending: false });
    });
  }

  it('knows by the system call: an address that cannot be reached when connecting', () => {
    expect(systemFaultOf(coded('EHOSTUNREACH', { syscall: 'connect' }))).to.include({ beforeSending: true });
    expect(systemFaultOf(coded('EHOSTUNREACH', { syscall: 'read' }))).to.include({ beforeSending: false });
  });

  it('looks under wrappers and into the first of several errors', () => {
    const inner = coded('ECONNREFUSED', { syscall: 'connect' });
    const several = Object.assign(new AggregateError([inner]), { code: 'ECONNREFUSED' });
    expect(systemFaultOf(coded('ERR_NETWORK', { cause: several }))).to.deep.equal({
      code: 'ECONNREFUSED',
      beforeSending: true,
    });
  });

  it('takes nothing for a code that is not a word', () => {
    for (const code of ['Bearer abc', 7, undefined, 'x'.repeat(60)]) {
      expect(systemFaultOf({ code })).to.deep.equal({ code: 'UNKNOWN', beforeSending: false });
    }
    expect(systemFaultOf(undefined).code).to.equal('UNKNOWN');
  });

  it('ends on a chain that bites its tail', () => {
    const error = coded('EPIPE');
    error.cause = error;
    expect(systemFaultOf(error).code).to.equal('EPIPE');
  });
});
