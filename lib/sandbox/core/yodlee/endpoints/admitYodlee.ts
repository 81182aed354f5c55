import type { Content } from '../../endpoints/Call.js';
import type { SandboxRequest } from '../../SandboxRequest.js';
import { tableGet } from '../collections/Table.js';
import type { YodleeState, YodleeToken } from '../YodleeState.js';
import type { YodleeRoute } from './YODLEE_ROUTES.js';
import { yodleeRefusal } from './yodleeContent.js';

/** Who asks, or why nobody may. */
export type YodleeAdmission =
  | { readonly user: number; readonly token: { readonly number: number; readonly value: YodleeToken } | undefined }
  | { readonly refused: Content };

/**
 * Checks the headers `Api-Version` and `Authorization` of a request, and that its token is of the kind its endpoint wants.
 *
 * @param state the service
 * @param request the request
 * @param route its endpoint
 * @param now the caller's clock. Unit: ms
 * @example
 * admitYodlee(state, request, route, now);
 */
export function admitYodlee(
  state: YodleeState,
  request: SandboxRequest,
  route: Pick<YodleeRoute, 'as'>,
  now: number,
): YodleeAdmission {
  if (route.as === 'nobody') return { user: -1, token: undefined };
  const refuse = (code: string, message: string): YodleeAdmission => ({
    refused: yodleeRefusal(state, 401, code, message),
  });
  if (request.headers['api-version'] !== '1.1') return refuse('Y016', 'Api-Version header missing');
  const authorization = request.headers['authorization'];
  if (authorization === undefined || authorization === '') return refuse('Y007', 'Authorization header missing');
  const { invalidToken } = state.settings.switches;
  const found = findToken(state, /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '');
  if (found === undefined) return refuse(invalidToken, 'Invalid token in authorization header');
  const { value, number } = found;
  if (value.revokedAt !== undefined && value.revokedAt <= now) {
    return refuse(invalidToken, 'Invalid token in authorization header');
  }
  if (value.expiresAt <= now || number < state.tokensExpired) return refuse('Y023', 'Token has expired');
  if (value.user !== undefined && state.unregistered[String(value.user)] === true) {
    return refuse('Y020', 'Invalid token in authorization header');
  }
  if (route.as === 'admin' && value.user !== undefined) return refuse('Y025', 'Invalid token for this service');
  if (route.as === 'user' && value.user === undefined) return refuse('Y015', 'Unauthorized User');
  return { user: value.user ?? -1, token: found };
}

const findToken = (
  state: YodleeState,
  text: string,
): { readonly number: number; readonly value: YodleeToken } | undefined => {
  const number = Number(/^sbx(\d+)\./.exec(text)?.[1] ?? -1);
  const value = tableGet(state.tokens, number);
  return value?.text === text ? { number, value } : undefined;
};
