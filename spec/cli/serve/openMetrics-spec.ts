import { expect } from 'chai';
import { openMetrics } from '../../../lib/cli/serve/openMetrics.js';

describe('openMetrics', () => {
  it('keeps counts only when somebody can read them, and logs them in any case', async () => {
    const logged: string[] = [];
    const log = { count: (name: string) => void logged.push(name), gauge: () => undefined };
    const [read, unread] = [openMetrics(true, log), openMetrics(false, log)];
    for (const { telemetry } of [read, unread]) telemetry.count('calls_total', 1, {});
    expect(logged).to.deep.equal(['calls_total', 'calls_total']);
    expect(await read.registry.metrics()).to.include('millrace_calls_total 1');
    expect((await unread.registry.metrics()).trim()).to.equal('');
  });
});
