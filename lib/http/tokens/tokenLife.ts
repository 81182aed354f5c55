/** Longest life that is believed; anything beyond says only that there is no useful limit. Unit: s */
const MAX_LIFE_S = 10 * 365 * 24 * 3_600;
const MARGIN_MS = 60_000;

/**
 * Reads the `expires_in` of a token answer; undefined when it makes no sense, and then the token is used until refused.
 *
 * Servers send numbers and strings of digits. Zero, negative, `NaN` and more than ten years count as unknown: taken at
 * their word they would make every call renew the token.
 *
 * @param expiresIn the field as it came. Unit: s
 * @example
 * lifeMsOf('3600'); // 3_600_000
 */
export function lifeMsOf(expiresIn: unknown): number | undefined {
  const seconds = typeof expiresIn === 'string' && /^\d+(\.\d+)?$/.test(expiresIn) ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= MAX_LIFE_S)) return undefined;
  return seconds * 1_000;
}

/**
 * Says from when on a token is renewed rather than used: 60 s or a tenth of its life before the end, whichever is
 * earlier, but never before half of its life is over.
 *
 * The half keeps a token that lives 5 s from being renewed at every call. A token without a known end, or that was
 * born expired (a clock is wrong), is used until it is refused.
 *
 * @param bornAt when it was asked for. Unit: ms since the epoch
 * @param expiresAt when it ends. Unit: ms since the epoch
 * @example
 * renewAtOf(0, 3_600_000); // 3_240_000
 */
export function renewAtOf(bornAt: number, expiresAt: number | undefined): number {
  if (expiresAt === undefined || !(expiresAt > bornAt)) return Infinity;
  const life = expiresAt - bornAt;
  return expiresAt - Math.min(Math.max(MARGIN_MS, life / 10), life / 2);
}
