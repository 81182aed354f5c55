import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import type { PageSpool } from '../../../lib/ports/Spool.js';
import { openedSpool } from '../../../lib/cli/serve/openedSpool.js';
import { withTemporaryTree } from '../../support/temporaryTree.js';

describe('openedSpool', () => {
  it('keeps its files in the folder for as long as somebody listens', () => {
    withTemporaryTree({ 'spool/mine': '' }, (root) => {
      const pages: PageSpool[] = [];
      const listening = openedSpool(root, 'spool').subscribe((spool) => pages.push(spool.open()));
      expect(pages.map((held) => [...held.pages])).to.deep.equal([[]]);
      listening.unsubscribe();
      expect(readdirSync(`${root}/spool`)).to.deep.equal(['mine']);
      expect(() => pages.map((held) => [...held.pages])).to.throw('spool: removed');
    });
  });

  it('names a folder that is not there', async () => {
    const failure = await firstValueFrom(openedSpool('/nowhere', 'pages')).catch((error: unknown) => String(error));
    expect(failure).to.equal('ConfigurationError: --spool pages: expected a folder that can be written to, got ENOENT');
  });
});
