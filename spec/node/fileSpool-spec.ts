import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileSpool } from '../../lib/node/fileSpool.js';
import { HeldPages } from '../../lib/notification/HeldPages.js';
import { dataPage, fanOutStage, watch } from '../support/fanOutStage.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

const mode = (file: string): number => statSync(file).mode & 0o777;

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
      watch(spool.open().append(dataPage()));
      expect(mode(spool.folder)).to.equal(0o700);
      for (const file of readdirSync(spool.folder)) expect(mode(path.join(spool.folder, file))).to.equal(0o600);
      spool.close();
    });
  });

  it('removes files and folder, also twice', () => {
    withTemporaryTree({}, (root) => {
      const spool = fileSpool(root);
      const held = spool.open();
      watch(held.append(dataPage()));
      held.remove();
      held.remove();
      expect(readdirSync(spool.folder)).to.deep.equal(['owner']);
      expect(watch(held.append(dataPage())).errors).to.have.length(1);
      expect(() => [...held.pages]).to.throw();
      spool.close();
      spool.close();
      expect(readdirSync(root)).to.deep.equal([]);
    });
  });

  it('removes what a dead process has left, and nothing of a living one or of others', () => {
    withTemporaryTree({ 'millrace-other/owner': '1' }, (root) => {
      const dead = spawnSync(process.execPath, ['-e', '0']).pid;
      for (const [name, owner] of [
        ['millrace-spool-dead', String(dead)],
        ['millrace-spool-odd', 'somebody'],
      ] as const) {
        mkdirSync(path.join(root, name));
        writeFileSync(path.join(root, name, 'owner'), owner);
        writeFileSync(path.join(root, name, '1'), '{}');
      }
      mkdirSync(path.join(root, 'millrace-spool-new'));
      const living = fileSpool(root);
      const spool = fileSpool(root);
      const left = readdirSync(root).sort();
      expect(left).to.include.members(['millrace-other', 'millrace-spool-odd', 'millrace-spool-new']);
      expect(left).to.not.include('millrace-spool-dead');
      expect(existsSync(living.folder)).to.equal(true);
      living.close();
      spool.close();
    });
  });

  it('goes with its process', () => {
    withTemporaryTree({}, (root) => {
      const module = new URL('../../lib/node/fileSpool.js', import.meta.url).href;
      const script = `import { fileSpool } from ${JSON.stringify(module)}; fileSpool(${JSON.stringify(root)}).open();`;
      expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).status).to.equal(0);
      expect(readdirSync(root)).to.deep.equal([]);
    });
  });

  it('takes over pages once they are too many for memory', () => {
    withTemporaryTree({}, (root) => {
      const spool = fileSpool(root);
      const { fanOut } = fanOutStage({}, { spool, spoolAboveBytes: 250 });
      const held = new HeldPages(fanOut);
      const pages = ['1', '2', '3', '4'].map((digest) => dataPage({ digest }));
      for (const page of pages) watch(held.append(page));
      expect(readdirSync(spool.folder)).to.have.length(2);
      expect([...held.pages]).to.deep.equal(pages);
      held.release();
      expect(readdirSync(spool.folder)).to.have.length(1);
      spool.close();
    });
  });
});
