import { EXCHANGE_CASES } from './exchangeCases.js';
import type { CreateHttpPort, HttpPortCase } from './HttpPortCase.js';
import { LIMIT_CASES } from './limitCases.js';
import { SAFETY_CASES } from './safetyCases.js';
import { withServer, type Via } from './suiteServer.js';

/** The runner and the port under test. */
export interface HttpPortSuiteOptions {
  /** Names the group; mocha's, jest's, vitest's or node:test's `describe`. */
  readonly describe: (title: string, define: () => void) => void;
  /** Defines one test; the runner's `it` or `test`. */
  readonly it: (title: string, body: () => Promise<void>) => void;
  /** Shows a test as skipped, such as `it.skip`. @defaultValue it is only in the returned list */
  readonly skip?: ((title: string) => void) | undefined;
  /** Makes a fresh port for each test. */
  readonly create: CreateHttpPort;
  /** Puts something between port and server, such as a fault proxy without faults. @defaultValue nothing */
  readonly via?: Via | undefined;
}

const CASES: readonly HttpPortCase[] = [...EXCHANGE_CASES, ...LIMIT_CASES, ...SAFETY_CASES];

/**
 * Tests any `HttpPort` against its contract, over real sockets on loopback, with any runner.
 *
 * What the port's `supports` does not claim is skipped, through `skip` and in the list that comes back. Each test
 * starts what it needs and frees it; none needs a network. Errors: those of `node:assert` inside the tests.
 *
 * @param options the runner's functions and a factory
 * @returns titles of the skipped tests
 * @example
 * httpPortSuite({ describe, it, skip: it.skip, create: ({ origins }) => axiosHttpPort({ origins }) });
 */
export function httpPortSuite(options: HttpPortSuiteOptions): readonly string[] {
  const { describe, it, skip, create, via } = options;
  const { supports } = create({ origins: ['http://127.0.0.1:9'] });
  const skipped: string[] = [];
  describe('HttpPort', () => {
    for (const { title, needs, run } of CASES) {
      if (needs !== undefined && !supports[needs]) {
        skipped.push(title);
        skip?.(title);
        continue;
      }
      it(title, () => run({ create, serve: (answer, use) => withServer(answer, use, via) }));
    }
  });
  return skipped;
}
