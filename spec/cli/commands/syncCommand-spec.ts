import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { syncCommand } from '../../../lib/cli/commands/syncCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('syncCommand', () => {
  for (const ids of [[], ['1001'], ['1001', '1002']]) {
    it(`wants its settings before it triggers ${String(ids.length)} syncs`, async () => {
      const { run } = syncCommand(fakeHost(), ids, { until: 'all', json: true });
      const error: unknown = await lastValueFrom(run).catch((caught: unknown) => caught);
      expect(error).to.have.property('name', 'ConfigurationError');
    });
  }
});
