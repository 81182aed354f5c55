import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileSpool } from '../../lib/node/fileSpool.js';
import { HeldPages } from '../../lib/notification/HeldPages.js';
import { dataPage, fanOutStage, watch } from '../support/fanOutStage.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

describe('fileSpool', () => {
  it('G6: gives back page by page what was written, any number of times', () => {
    withTemporaryTree({}, (root) => {
      const spool = fileSpool(root);
      const held = spool.open();
      const pages = ['a\nb', 'ü€😀', 'x'.repeat(200_000), ''].map((digest, n) => dataPage({ digest, bytes: n }));
      for (const page of pages) expect(watch(held.append(page)).isComplete).to.equal(true);
      expect([...held.pages]).to.deep.equal(pages);
      expect([...held.pages]).to.deep.equal(pages);
      for (const page of held.pages) {
        expect(page).to.deep.equal(pages[0]);
        break;
      }
      spool.close();
    });
  });

  it('lets nobody else read it', () => {
    withTemporaryTree({}, (root) => {
      const spool = fileSpool(root);
      const held = spool.open();
      watch(held.append(dataPage()));
      expect(readdirSync(root)).to.deep.equal([]);
      expect([...held.pages]).to.deep.equal([dataPage()]);
      spool.close();
    });
  });

  it('gives nothing back any more once it is removed, also twice', () => {
    withTemporaryTree({}, (root) => {
      const spool = fileSpool(root);
      const [held, other] = [spool.open(), spool.open()];
      for (const pages of [held, other]) watch(pages.append(dataPage()));
      const [first] = [held.pages[Symbol.iterator]()];
      held.remove();
      held.remove();
      expect(watch(held.append(dataPage())).errors).to.have.length(1);
      expect(() => [...held.pages]).to.throw('spool: removed');
      expect(() => first.next()).to.throw('spool: removed');
      expect([...other.pages]).to.have.length(1);
      spool.close();
      spool.close();
      expect(() => [...other.pages]).to.throw('spool: removed');
    });
  });

  it('leaves nothing behind, however its process dies', () => {
    withTemporaryTree({}, (root) => {
      const module = new URL('../../lib/node/fileSpool.js', import.meta.url).href;
      const script = `import { fileSpool } from ${JSON.stringify(module)};
        fileSpool(${JSON.stringify(root)}).open().append({ userId: 'ann', digest: 'd' }).subscribe();
        process.kill(process.pid, 'SIGKILL');`;
      expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).signal).to.equal('SIGKILL');
      expect(readdirSync(root)).to.deep.equal([]);
    });
  });

  it('fails at once where nothing can be written', () => {
    expect(() => fileSpool('/nowhere')).to.throw('ENOENT');
  });

  it('takes over pages once they are too many for memory', () => {
    withTemporaryTree({}, (root) => {
      const spool = fileSpool(root);
      const { fanOut } = fanOutStage({}, { spool, spoolAboveBytes: 250 });
      const held = new HeldPages(fanOut);
      const pages = ['1', '2', '3', '4'].map((digest) => dataPage({ digest }));
      for (const page of pages) watch(held.append(page));
      expect([...held.pages]).to.deep.equal(pages);
      held.release();
      spool.close();
    });
  });
});
