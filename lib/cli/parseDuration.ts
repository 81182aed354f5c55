const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** What a duration looks like, in words. */
export const DURATION_EXPECTED = 'a duration > 0 such as 500ms, 8s or 10m';

const LONGEST_MS = 2_147_483_647;

/**
 * Reads a duration with its unit; undefined for what is none, or longer than a timer can run (24 days).
 *
 * @param text a number and `ms`, `s`, `m` or `h`
 * @example
 * parseDuration('1.5s'); // 1_500
 */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const unitMs = UNITS_MS[unit];
  if (amount === undefined || unitMs === undefined) return undefined;
  const ms = Math.round(Number(amount) * unitMs);
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined;
}
