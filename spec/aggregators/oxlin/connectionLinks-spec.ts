import { expect } from 'chai';
import fc from 'fast-check';
import { connectionLinks } from '../../../lib/aggregators/oxlin/connectionLinks.js';

const read = (links: readonly unknown[]) => {
  const decoded = connectionLinks({ connection_links: links });
  return decoded.kind === 'decoded' ? decoded.value : 'refused';
};

describe('connectionLinks', () => {
  it('T7: takes ids in order, each once', () => {
    expect(read(['/connections/7', '/connections/a-B_9', '/connections/7'])).to.deep.equal({
      connectionIds: ['7', 'a-B_9'],
      dropped: 0,
    });
  });

  it('T7: takes an empty list for an answer', () => {
    expect(read([])).to.deep.equal({ connectionIds: [], dropped: 0 });
  });

  it('T7: drops and counts whatever has another form, and follows none', () => {
    const hostile = [
      '//evil.test/connections/7',
      'https://evil.test/connections/7',
      '/connections/../users/me',
      '/connections/7/synchronize',
      '/connections/7?x=1',
      '/connections/',
      'connections/7',
      '\t/connections/7',
      '/connections/7\n',
      `/connections/${'9'.repeat(65)}`,
      '/connections/%2e%2e',
      7,
      null,
      {},
    ];
    expect(read(['/connections/1', ...hostile])).to.deep.equal({ connectionIds: ['1'], dropped: hostile.length });
  });

  it('T7: refuses a list of which nothing can be read: it does not say that there is nothing to sync', () => {
    expect(read(['https://evil.test/connections/7'])).to.equal('refused');
  });

  it('refuses what has no list', () => {
    for (const body of [undefined, null, [], {}, { connection_links: 'x' }])
      expect(connectionLinks(body).kind).to.equal('refused');
  });

  it('T7: gives nothing but ids that fit into a path, whatever the links are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.webUrl(),
            fc.string(),
            fc.string().map((id) => `/connections/${id}`),
          ),
        ),
        (links) => {
          const found = read(links);
          if (found === 'refused') return;
          for (const id of found.connectionIds) expect(id).to.match(/^[A-Za-z0-9_-]{1,64}$/);
        },
      ),
    );
  });
});
