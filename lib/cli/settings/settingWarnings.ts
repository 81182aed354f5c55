import type { CollectedSettings } from './collectSettings.js';
import { SETTINGS } from './SETTINGS.js';

const KNOWN: ReadonlySet<string> = new Set(Object.values(SETTINGS).map(({ variable }) => variable));

/**
 * Tells what is odd about settings but keeps nothing from working: unknown variables, a login beside a token, a user
 * beside a login.
 *
 * @param env the environment
 * @param given what was found
 * @example
 * settingWarnings({ MILLRACE_DEADLINE: '8s' }, new Map()); // ['unknown variable MILLRACE_DEADLINE, ignored']
 */
export function settingWarnings(
  env: Readonly<Record<string, string | undefined>>,
  given: CollectedSettings,
): readonly string[] {
  const unknown = Object.keys(env)
    .filter((name) => name.startsWith('MILLRACE_'))
    .filter((name) => !KNOWN.has(name));
  const places = [given.get('token'), given.get('username'), given.get('password')].map((found) => found?.place);
  const [token, ...login] = places;
  const beaten = login.filter((place) => place !== undefined);
  const user = given.get('userId')?.place;
  const [username] = login;
  const isLogin = token === undefined && username !== undefined && user !== undefined;
  return [
    ...(unknown.length > 0 ? [`unknown variable ${unknown.join(', ')}, ignored`] : []),
    ...(token !== undefined && beaten.length > 0 ? [`${token} wins over ${beaten.join(' and ')}`] : []),
    ...(isLogin ? [`${username} wins over ${user}: a login acts for its own user alone`] : []),
  ];
}
