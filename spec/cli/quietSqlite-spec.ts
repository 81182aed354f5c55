import { expect } from 'chai';
import { quietSqlite } from '../../lib/cli/quietSqlite.js';

describe('quietSqlite', () => {
  it('swallows the note about SQLite and passes every other warning on, whole', () => {
    const seen: unknown[][] = [];
    const source = {
      emitWarning(...warning: unknown[]) {
        seen.push([this === source, ...warning]);
      },
    };
    quietSqlite(source);
    source.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
    source.emitWarning('something is deprecated', 'DeprecationWarning', 'DEP0001');
    expect(seen).to.deep.equal([[true, 'something is deprecated', 'DeprecationWarning', 'DEP0001']]);
  });
});
