import { expect } from 'chai';
import fc from 'fast-check';
import { endpointsOf as endpointsLike } from '../../../lib/aggregators/shared/endpoints.js';

const EXAMPLE = 'https://api.oxlin.io/v2.1';
const endpointsOf = (baseUrl: string) => endpointsLike(baseUrl, EXAMPLE);

describe('endpointsOf', () => {
  const endpoints = endpointsOf('https://api.oxlin.test/v2.1/');

  it('keeps the version prefix and escapes every segment', () => {
    expect(endpoints.url(['queues', 'a/b?c#d']).href).to.equal('https://api.oxlin.test/v2.1/queues/a%2Fb%3Fc%23d');
    expect(endpointsOf('https://api.oxlin.test').url(['queues']).href).to.equal('https://api.oxlin.test/queues');
    expect(endpoints.url(['accounts'], { q: 'a+b&c', none: undefined }).search).to.equal('?q=a%2Bb%26c');
    expect(endpoints.origin).to.equal('https://api.oxlin.test');
  });

  it('takes plain http for loopback only', () => {
    for (const base of ['http://localhost:8080/v2.1', 'http://127.0.0.1:1', 'http://[::1]:1/x'])
      expect(() => endpointsOf(base)).not.to.throw();
    for (const base of ['http://api.oxlin.test', 'http://127.0.0.1.evil.test', 'ftp://localhost', 'file:///x']) {
      expect(() => endpointsOf(base), base).to.throw('baseUrl: expected an https URL');
      expect(() => endpointsOf(base), base).to.throw(EXAMPLE);
    }
  });

  it('refuses a user, a query and a fragment, and shows none of them', () => {
    for (const base of [
      'https://ada:secret@api.oxlin.test',
      'https://api.oxlin.test?token=secret',
      'https://api.oxlin.test#secret',
      'secret',
      '',
    ]) {
      expect(() => endpointsOf(base), base).to.throw(/^baseUrl: expected((?!secret).)*$/);
    }
  });

  it('refuses an id that is empty, too long, a step in a path, or no Unicode', () => {
    for (const id of ['', '.', '..', 'x'.repeat(257), '\ud800'])
      expect(() => endpoints.url(['queues', id])).to.throw('id: expected');
  });

  it('never leaves its prefix, whatever the id', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 80 }),
          fc.webUrl(),
          fc.constantFrom('//evil', '\\\\evil', '%2e%2e', '..;'),
        ),
        (id) => {
          let url: URL;
          try {
            url = endpoints.url(['queues', id]);
          } catch {
            return;
          }
          expect(url.origin).to.equal('https://api.oxlin.test');
          expect(url.pathname.startsWith('/v2.1/queues/')).to.equal(true);
          expect(url.pathname.split('/')).to.have.lengthOf(4);
        },
      ),
    );
  });
});
