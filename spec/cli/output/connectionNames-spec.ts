import { expect } from 'chai';
import { firstValueFrom, of, throwError } from 'rxjs';
import { connectionNames } from '../../../lib/cli/output/connectionNames.js';
import { connection } from '../../support/syncUpdates.js';

describe('connectionNames', () => {
  it('calls a connection by its bank and its id, harmless to a terminal', async () => {
    const user = { connections: () => of(connection('7', { name: 'B\u001bank' }), connection('8')) };
    expect([...(await firstValueFrom(connectionNames(user)))]).to.deep.equal([
      ['7', 'B\\u001bank 7'],
      ['8', '8'],
    ]);
  });

  it('does without names when they cannot be read', async () => {
    const user = { connections: () => throwError(() => new Error('down')) };
    expect((await firstValueFrom(connectionNames(user))).size).to.equal(0);
  });
});
