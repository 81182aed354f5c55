import { expect } from 'chai';
import { parseStoreFile, STORE_EXPECTED } from '../../../lib/cli/serve/parseStoreFile.js';

describe('parseStoreFile', () => {
  it('reads the path of a file', () => {
    expect(parseStoreFile('sqlite:inbox.db')).to.equal('inbox.db');
    expect(parseStoreFile('sqlite:/srv/in box.db')).to.equal('/srv/in box.db');
  });

  it('reads nothing else, above all no database in memory', () => {
    for (const text of ['', 'inbox.db', 'sqlite:', 'sqlite::memory:', 'memory']) {
      expect(parseStoreFile(text), text).to.equal(undefined);
    }
  });
});

describe('STORE_EXPECTED', () => {
  it('shows what is read', () => expect(parseStoreFile(STORE_EXPECTED)).to.equal('FILE'));
});
