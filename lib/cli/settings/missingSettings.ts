import type { CollectedSettings } from './collectSettings.js';
import { SETTINGS, type SettingName } from './SETTINGS.js';

const CLIENT = ['clientId', 'clientSecret', 'authUrl'] as const satisfies readonly SettingName[];
const LOGIN = ['username', 'password'] as const satisfies readonly SettingName[];

/**
 * Names every setting that is still needed, by its variable and its key in the file.
 *
 * @param given what was found
 * @example
 * missingSettings(new Map()); // ['MILLRACE_OXLIN_BASE_URL (oxlin.baseUrl)', …]
 */
export function missingSettings(given: CollectedSettings): readonly string[] {
  const absent = (names: readonly SettingName[]): readonly SettingName[] => names.filter((name) => !given.has(name));
  const some = (names: readonly SettingName[]): boolean => names.some((name) => given.has(name));
  const address = absent(['baseUrl']).map(shown);
  if (given.has('token')) return address;
  const client = [...absent(CLIENT).map(shown), ...missingUser(given)];
  if (some(['clientId', 'clientSecret', ...LOGIN])) return [...address, ...client];
  return [...address, `${shown('token')}, or instead of it ${client.join(', ')}`];
}

function missingUser(given: CollectedSettings): readonly string[] {
  const login = LOGIN.filter((name) => !given.has(name));
  if (login.length < LOGIN.length) return login.map(shown);
  return given.has('userId') ? [] : [`${shown('userId')} or ${LOGIN.map(shown).join(' with ')}`];
}

function shown(name: SettingName): string {
  const { variable, section, key } = SETTINGS[name];
  return `${variable} (${section}.${key})`;
}
