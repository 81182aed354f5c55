import { expect } from 'chai';
import { EMPTY, lastValueFrom, of, toArray } from 'rxjs';
import { suspectId } from '../../../lib/cli/commands/suspectId.js';
import { connection } from '../../support/syncUpdates.js';

const user = { connections: () => of(connection('7'), connection('8')), accounts: () => EMPTY };
const said = (ids: Parameters<typeof suspectId>[0]) => lastValueFrom(suspectId(ids)(user).pipe(toArray()));

describe('suspectId', () => {
  it('says that the id of a filter is not among those of the user', async () => {
    expect(await said({ connection: '9' })).to.deep.equal(['9 is not among the connections of this user']);
    expect(await said({ account: '7' })).to.deep.equal(['7 is not among the accounts of this user']);
  });

  it('says nothing of an id that is, nor without a filter', async () => {
    expect([await said({ connection: '8' }), await said({})]).to.deep.equal([[], []]);
  });
});
