import type { Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { SCENARIOS, type OxlinConfig, type ScenarioName } from '../../lib/sandbox/index.js';
import { virtualClient, type VirtualClient } from './virtualClient.js';

export interface Lived<T> {
  readonly values: readonly T[];
  readonly error: unknown;
  /** Triggers that upstream took. */
  readonly accepted: number;
}

/** Lives a stream to its end, in virtual time, over a sandbox that plays some scenarios. */
export function inVirtualSandbox<T>(
  scenarios: readonly ScenarioName[],
  work: (client: VirtualClient) => Observable<T>,
  config: OxlinConfig = {},
): Lived<T> {
  const scheduler = new TestScheduler(() => undefined);
  return scheduler.run(({ flush }) => {
    const client = virtualClient({ ...config, scenarios: scenarios.map((name) => SCENARIOS[name]) }, scheduler);
    const values: T[] = [];
    const failed: { error: unknown } = { error: undefined };
    work(client).subscribe({
      next: (value) => values.push(value),
      error: (error: unknown) => {
        failed.error = error;
      },
    });
    flush();
    const accepted = client.sandbox
      .log()
      .filter(({ method, path, status }) => method === 'POST' && path.includes('synchronize') && status < 300).length;
    return { values, error: failed.error, accepted };
  });
}
