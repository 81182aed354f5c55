import { expect } from 'chai';
import { runScript } from '../support/runScript.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

const mirror = (files: Readonly<Record<string, string>>) =>
  withTemporaryTree(files, (root) => runScript('spec-mirror', '--root', root));

describe('spec-mirror', () => {
  it('is content when every file with code has its spec', () => {
    const { code, output } = mirror({
      'lib/model/one.ts': 'export const one = 1;\n',
      'spec/model/one-spec.ts': '',
    });
    expect(output).to.include('1 files, 1 specs, 0 without their mirror');
    expect(code).to.equal(0);
  });

  it('names the spec that a file lacks', () => {
    const { code, output } = mirror({ 'lib/model/one.ts': 'export const one = 1;\n' });
    expect(output).to.include('lib/model/one.ts: has no spec/model/one-spec.ts');
    expect(code).to.equal(1);
  });

  it('names the file that a spec has lost', () => {
    const { code, output } = mirror({ 'spec/model/one-spec.ts': '' });
    expect(output).to.include('spec/model/one-spec.ts: has no lib/model/one.ts');
    expect(code).to.equal(1);
  });

  it('asks for no spec of files that only name types, of entries and of ambient declarations', () => {
    const { code } = mirror({
      'lib/index.ts': "export { one } from './model/one.js';\n",
      'lib/web.d.ts': 'declare const web: unknown;\n',
      'lib/ports/Port.ts': "import type { One } from './One.js';\nexport interface Port extends One {}\n",
      'lib/ports/again.ts': "export type { Port } from './Port.js';\nexport { type Port as P } from './Port.js';\n",
    });
    expect(code).to.equal(0);
  });

  it('takes a re-export of a value for code', () => {
    const { code } = mirror({ 'lib/model/barrel.ts': "export { one } from './one.js';\n" });
    expect(code).to.equal(1);
  });

  it('lets integration specs and specs of scripts stand alone', () => {
    const { code } = mirror({ 'spec/integration/sync-spec.ts': '', 'spec/scripts/build-spec.ts': '' });
    expect(code).to.equal(0);
  });
});
