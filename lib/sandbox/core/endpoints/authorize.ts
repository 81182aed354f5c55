import type { Grant, OxlinState } from '../OxlinState.js';
import type { SandboxRequest } from '../SandboxRequest.js';
import type { Content } from './Call.js';
import { refusal } from './content.js';
import type { Route } from './ROUTES.js';

/** Who asks, or why not. */
export type Authorization =
  { readonly grant: Grant | undefined; readonly userId: string } | { readonly refused: Content };

/**
 * Checks the bearer token of a request against what its endpoint asks for.
 *
 * A client's token acts for the user named in `x-linxo-user-id`. A missing, unknown or expired token is 401, a token
 * without the scope or of the wrong kind 403.
 *
 * @param state the simulator
 * @param request the request
 * @param route the endpoint
 * @param now the caller's clock. Unit: ms
 * @example
 * authorize(state, request, route, now);
 */
export function authorize(state: OxlinState, request: SandboxRequest, route: Route, now: number): Authorization {
  if (route.as === 'nobody') return { grant: undefined, userId: '' };
  const given = /^Bearer ([^\s]+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  const challenge = { 'www-authenticate': 'Bearer' };
  if (given === undefined) return { refused: refusal(401, 'a bearer token is needed', challenge) };
  const grant = Object.hasOwn(state.grants, given) ? state.grants[given] : undefined;
  if (grant?.kind !== 'access' || grant.expiresAt <= now) {
    return { refused: refusal(401, 'the token is unknown or has expired', challenge) };
  }
  const { scopes } = grant;
  if (route.scopes.length > 0 && !route.scopes.some((scope) => scopes.includes(scope))) {
    return { refused: refusal(403, `the token lacks the scope ${route.scopes.join(' or ')}`) };
  }
  if (route.as === 'anyone') return { grant, userId: grant.userId ?? '' };
  if (route.as === 'client') {
    return grant.userId === undefined ? { grant, userId: '' } : { refused: refusal(403, 'only for the client itself') };
  }
  return asUser(state, grant, request.headers['x-linxo-user-id']);
}

const asUser = (state: OxlinState, grant: Grant, named: string | undefined): Authorization => {
  const userId = grant.userId ?? named;
  if (userId === undefined) return { refused: refusal(403, "a client's token needs x-linxo-user-id here") };
  if (grant.userId !== undefined && named !== undefined && named !== grant.userId) {
    return { refused: refusal(403, "a user's token cannot act for another user") };
  }
  return userId in state.users ? { grant, userId } : { refused: refusal(404, 'no such user') };
};
