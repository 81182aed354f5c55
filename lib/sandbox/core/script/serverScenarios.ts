import { scenario } from './scenario.js';
import type { ScenarioScript } from './ScenarioScript.js';

/** Scenarios about a server that is slow, strict or unwell; they concern every connection. */
export const SERVER_SCENARIOS = {
  'slow-polls': scenario(
    'slow-polls',
    'succeeded',
    'A queue read takes 3 to 6 s, longer than the pause between reads.',
    {
      server: { queueReadS: [3, 6] },
    },
  ),
  flaky: scenario('flaky', 'succeeded', 'GETs meet 5xx, resets, cut bodies and HTML, never more than twice in a row.', {
    server: { faultsOnGet: { status5xx: 0.12, reset: 0.08, truncated: 0.08, html: 0.08 } },
  }),
  'rate-limited': scenario(
    'rate-limited',
    'succeeded',
    'Polls and the first POST are refused with 429 and Retry-After.',
    {
      server: { rateLimit: { everyNth: 4, polls: 2, posts: 1 } },
    },
  ),
  'auth-expiry': scenario('auth-expiry', 'succeeded', 'Every token expires in the middle of the sync.', {
    also: [{ at: 8, do: 'expireTokens' }],
  }),
} as const satisfies Record<string, ScenarioScript>;
