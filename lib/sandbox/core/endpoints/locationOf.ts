import type { Call } from './Call.js';

/**
 * Writes the `Location` of a created resource as the switch `locationForm` wants it.
 *
 * @param call the request that created it
 * @param path its path below the version prefix
 * @example
 * locationOf(call, '/users/502'); // '/users/502', or with host and /v2.1 in front
 */
export function locationOf({ state, request }: Call, path: string): string {
  const absolute = state.settings.switches.locationForm === 'absolute';
  return absolute ? `http://${request.headers['host'] ?? 'localhost'}/v2.1${path}` : path;
}
