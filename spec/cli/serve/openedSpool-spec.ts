import { expect } from 'chai';
import { existsSync, readdirSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { openedSpool } from '../../../lib/cli/serve/openedSpool.js';
import { withTemporaryTree } from '../../support/temporaryTree.js';

describe('openedSpool', () => {
  it('keeps its files in the folder for as long as somebody listens', () => {
    withTemporaryTree({ 'spool/mine': '' }, (root) => {
      const folders: string[] = [];
      const listening = openedSpool(root, 'spool').subscribe(({ folder }) => folders.push(folder));
      expect(folders.map((folder) => existsSync(folder))).to.deep.equal([true]);
      expect(readdirSync(`${root}/spool`)).to.have.lengthOf(2);
      listening.unsubscribe();
      expect(readdirSync(`${root}/spool`)).to.deep.equal(['mine']);
    });
  });

  it('names a folder that is not there', async () => {
    const failure = await firstValueFrom(openedSpool('/nowhere', 'pages')).catch((error: unknown) => String(error));
    expect(failure).to.equal('ConfigurationError: --spool pages: expected a folder that can be written to, got ENOENT');
  });
});
