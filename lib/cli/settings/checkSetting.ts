import { isPlainUrl } from '../isPlainUrl.js';
import { ConfigurationError } from './ConfigurationError.js';
import type { SettingKind, SettingDefinition } from './SETTINGS.js';

const LONGEST_TIMER_MS = 2_147_483_647;

const EXPECTED: Readonly<Record<SettingKind, string>> = {
  url: 'an https URL (http for loopback only) without user and query',
  id: '1 to 64 letters, digits, - or _',
  text: 'a text of printable ASCII',
  pathSecret: '16 to 256 letters, digits and -._~',
  ms: `a number of ms, > 0 and ≤ ${String(LONGEST_TIMER_MS)}`,
};

const HOLDS: Readonly<Record<SettingKind, (value: string) => boolean>> = {
  url: isPlainUrl,
  id: (value) => /^[A-Za-z0-9_-]{1,64}$/.test(value),
  text: (value) => /^[\x20-\x7e]+$/.test(value),
  pathSecret: (value) => /^[A-Za-z0-9._~-]{16,256}$/.test(value),
  ms: (value) => /^\d+(\.\d+)?$/.test(value) && Number(value) > 0 && Number(value) <= LONGEST_TIMER_MS,
};

/**
 * Gives the value of a setting back, or refuses it in one sentence that names place, expectation and value.
 *
 * Errors: throws ConfigurationError, in which a secret, or a URL that may hold one, is not repeated.
 *
 * @param definition what it may be
 * @param place where it was given, as the user calls it
 * @param value what was given
 * @example
 * checkSetting(SETTINGS.deadlineMs, 'MILLRACE_DEADLINE_MS', '8000'); // '8000'
 */
export function checkSetting({ kind, secret, example }: SettingDefinition, place: string, value: string): string {
  if (HOLDS[kind](value)) return value;
  const expected = example === undefined ? EXPECTED[kind] : `${EXPECTED[kind]}, such as ${example}`;
  throw new ConfigurationError(place, expected, secret ? 'something else' : shown(kind, value));
}

function shown(kind: SettingKind, value: string): string {
  return kind === 'url' && /[@?]/.test(value) ? 'one with user or query' : JSON.stringify(value.slice(0, 80));
}
