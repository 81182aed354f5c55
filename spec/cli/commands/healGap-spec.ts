import { expect } from 'chai';
import { firstValueFrom, of } from 'rxjs';
import { healGap } from '../../../lib/cli/commands/healGap.js';
import type { DataWindow, YodleeApi } from '../../../lib/aggregators/yodlee/index.js';
import { yodleeOver } from '../../support/yodlee.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const HORIZON = new Date('2026-11-14T10:00:00Z');

async function healed(provenUntil: Date | undefined): Promise<readonly DataWindow[]> {
  const marked: DataWindow[] = [];
  const stats = {
    ...{ entries: { waiting: 0, leased: 0, parked: 0, dead: 0, expired: 0 }, delivered: 0, quarantined: 0, bytes: 0 },
    ...(provenUntil !== undefined && { provenUntil }),
  };
  const inbox = { stats: () => of(stats), markSwept: (_: string, window: DataWindow) => of(void marked.push(window)) };
  const http = {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    request: () => of(),
  };
  const api: YodleeApi = { ...yodleeOver(http), upstreamNow: () => NOW };
  await firstValueFrom(healGap(api, inbox));
  return marked;
}

describe('healGap', () => {
  it('marks what upstream no longer tells of as proven', async () => {
    const from = new Date('2026-11-01T00:00:00Z');
    expect(await healed(from)).to.deep.equal([{ from, until: HORIZON }]);
  });

  it('marks nothing where there is no gap', async () => {
    expect(await healed(undefined)).to.deep.equal([]);
    expect(await healed(HORIZON)).to.deep.equal([]);
  });
});
