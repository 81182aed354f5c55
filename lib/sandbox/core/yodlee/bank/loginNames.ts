import type { YodleeState } from '../YodleeState.js';

const AWKWARD = [
  (n: string) => `org:user+${n}`,
  (n: string) => `user&co=${n}#x`,
  (n: string) => `50%user,${n};a`,
  (n: string) => `../user?${n}"'`,
] as const;

/** What is needed to name users. */
type Names = Pick<YodleeState, 'settings' | 'registered' | 'unregistered'>;

/**
 * Names a user.
 *
 * @param state the service
 * @param index the user's number, from 0
 * @example
 * loginNameOf(state, 0); // 'user-1'
 */
export function loginNameOf(state: Names, index: number): string {
  const { users, switches } = state.settings;
  if (index >= users) return state.registered[index - users] ?? `user-${index + 1}`;
  const n = String(index + 1);
  if (switches.loginNames === 'plain') return `user-${n}`;
  return (AWKWARD[index % AWKWARD.length] ?? AWKWARD[0])(n);
}

/**
 * Finds the user of a login name; undefined when there is none, or no longer.
 *
 * @param state the service
 * @param loginName what a client calls the user
 * @example
 * userOf(state, 'user-1'); // 0
 */
export function userOf(state: Names, loginName: string): number | undefined {
  const digits = /\d+(?=\D*$)/.exec(loginName)?.[0] ?? '';
  const index = Number(digits) - 1;
  const seeded = index >= 0 && index < state.settings.users && loginNameOf(state, index) === loginName;
  const later = seeded ? -1 : state.registered.indexOf(loginName);
  const known = seeded ? index : later < 0 ? undefined : state.settings.users + later;
  return known === undefined || state.unregistered[String(known)] === true ? undefined : known;
}
