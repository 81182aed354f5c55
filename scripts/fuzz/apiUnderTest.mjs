// The aggregator whose decoder is fuzzed, and, to see that the rig can see, decoders that do what must not be.
import { asyncScheduler, concat, defer, NEVER } from 'rxjs';
import { CANARY } from './webhookBody.mjs';

/** What `--control` may ask for. */
export const CONTROLS = ['crash', 'leak', 'pollute', 'reject', 'print'];

/** Makes the api of the build under `root`. */
export async function apiUnderTest(root, telemetry, control) {
  const { createYodlee } = await import(new URL('aggregators/yodlee/index.js', root).href);
  const token = { token: () => NEVER, tokenKind: 'admin' };
  const http = { supports: {}, request: () => NEVER };
  const api = createYodlee({
    baseUrl: 'https://yodlee.invalid/ysl',
    tokens: { admin: token },
    http,
    telemetry,
    scheduler: asyncScheduler,
  });
  return control === undefined ? api : broken(api, telemetry, control);
}

function broken(api, telemetry, control) {
  let bodies = 0;
  const misbehave = () => {
    bodies += 1;
    if (bodies % 1_000 !== 0) return;
    if (control === 'crash') throw new TypeError('control');
    if (control === 'leak') telemetry.count('control_total', 1, { user: CANARY });
    if (control === 'pollute') Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true });
    if (control === 'reject') void Promise.reject(new Error('control'));
    if (control === 'print') console.log(`control ${CANARY}`);
  };
  return {
    ...api,
    decode: (body, envelope) =>
      concat(
        defer(() => {
          misbehave();
          return [];
        }),
        api.decode(body, envelope),
      ),
  };
}
