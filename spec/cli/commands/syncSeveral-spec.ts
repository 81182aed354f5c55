import { expect } from 'chai';
import { syncSeveral } from '../../../lib/cli/commands/syncSeveral.js';
import { inVirtualSandbox } from '../../support/inVirtualSandbox.js';

const syncOf = (ids: readonly string[]) =>
  inVirtualSandbox(['success', 'partial'], ({ api }) =>
    syncSeveral(
      api.forUser('501'),
      ids.map((connectionId) => ({ connectionId })),
      {},
    ),
  );

describe('syncSeveral', () => {
  it('syncs side by side, each once, and sums up in the order of the ends', () => {
    const { values, error, accepted } = syncOf(['1001', '1002']);
    const outcomes = values.filter(({ kind }) => kind === 'outcome');
    expect(error).to.equal(undefined);
    expect(outcomes).to.have.lengthOf(2);
    expect(values.at(-1)).to.deep.equal({ kind: 'summary', outcomes });
    expect(values.slice(0, 2).map(({ kind }) => kind)).to.deep.equal(['triggered', 'triggered']);
    expect(accepted).to.equal(2);
  });

  it('needs no summary for one', () => {
    const { values } = syncOf(['1002']);
    expect(values.at(-1)).to.include({ kind: 'outcome', result: 'partial' });
  });

  it('lets the others end before it tells of an error', () => {
    const { values, error } = inVirtualSandbox(['success', 'partial'], ({ api }) => {
      const user = api.forUser('501');
      const broken = new Error('down');
      const half = {
        ...user,
        getConnection: (id: string) => (id === '1002' ? throwing(broken) : user.getConnection(id)),
      };
      return syncSeveral(half, [{ connectionId: '1002' }, { connectionId: '1001' }], {});
    });
    expect(error).to.have.property('message', 'down');
    expect(values.at(-1)?.kind).to.equal('summary');
    expect(values.filter(({ kind }) => kind === 'outcome')).to.have.lengthOf(1);
  });
});

function throwing(error: Error): never {
  throw error;
}
