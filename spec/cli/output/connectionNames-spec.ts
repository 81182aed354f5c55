import { expect } from 'chai';
import { firstValueFrom, of, throwError } from 'rxjs';
import { connectionNames } from '../../../lib/cli/output/connectionNames.js';
import type { CallOptions } from '../../../lib/index.js';
import { connection } from '../../support/syncUpdates.js';

describe('connectionNames', () => {
  it('calls a connection by its bank and its id, harmless to a terminal', async () => {
    const asked: unknown[] = [];
    const user = {
      listConnections: (call?: CallOptions) => {
        asked.push(call);
        return of({ value: [connection('7', { name: 'B\u001bank' }), connection('8')] });
      },
    };
    expect([...(await firstValueFrom(connectionNames(user, 9)))]).to.deep.equal([
      ['7', 'B\\u001bank 7'],
      ['8', '8'],
    ]);
    expect(asked).to.deep.equal([{ deadlineMs: 9 }]);
  });

  it('does without names when they cannot be read', async () => {
    const user = { listConnections: () => throwError(() => new Error('down')) };
    expect((await firstValueFrom(connectionNames(user, 9))).size).to.equal(0);
  });
});
