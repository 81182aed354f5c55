import { expect } from 'chai';
import { runScript } from '../support/runScript.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

const lockfile = (packages: Readonly<Record<string, object>>) =>
  withTemporaryTree({ 'package-lock.json': JSON.stringify({ packages }) }, (root) =>
    runScript('lockfile', '--root', root),
  );

describe('lockfile', () => {
  it('finds optional dependencies beside and above the package that names them', () => {
    const { code } = lockfile({
      '': {},
      'node_modules/a': { optionalDependencies: { near: '1', far: '1' } },
      'node_modules/a/node_modules/near': {},
      'node_modules/far': {},
    });
    expect(code).to.equal(0);
  });

  it('names an optional dependency without an entry', () => {
    const { code, output } = lockfile({ '': {}, 'node_modules/a': { optionalDependencies: { lost: '1' } } });
    expect(output).to.include('node_modules/a: optional dependency lost has no entry');
    expect(code).to.equal(1);
  });

  it('names a package that does not come from the public registry', () => {
    const { code } = lockfile({ '': {}, 'node_modules/a': { resolved: 'https://mirror.example/a.tgz' } });
    expect(code).to.equal(1);
  });
});
