import { create, type AxiosInstance } from 'axios';
import { asyncScheduler, defer, throwError, timeout, type SchedulerLike } from 'rxjs';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import { LONGEST_TIMER_MS } from '../operators/LONGEST_TIMER_MS.js';
import { requireRange } from '../operators/requireRange.js';
import type { HttpPort, HttpRequest } from '../ports/HttpPort.js';
import { adapterOf } from './adapterOf.js';
import { axiosExchange } from './axiosExchange.js';
import type { ExchangePolicy } from './guardedConfig.js';
import { pinnedOrigins } from '../ports/pinnedOrigins.js';
import { refuseUnverifiedTls } from './refuseUnverifiedTls.js';

/** Settings of an `axiosHttpPort`. */
export interface AxiosHttpPortOptions {
  /** The API's and the authorization server's URLs; only their origins count. https, or http on loopback. */
  readonly origins: readonly string[];
  /** An instance of the caller's own, with its interceptors, agents and adapter. @defaultValue a fresh one */
  readonly axios?: AxiosInstance | undefined;
  /** Lets HTTP_PROXY, HTTPS_PROXY and the instance's own `proxy` apply. @defaultValue `false` */
  readonly environmentProxies?: boolean | undefined;
  /** Clock of the deadline. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * Carries out HTTP exchanges with axios, under limits that neither an instance's defaults nor its interceptors can lift.
 *
 * Unsubscribing destroys the socket. The deadline covers the whole exchange. The byte cap is counted after
 * decompression and stops the reading. Redirects are refused, origins are pinned before any socket opens, certificates
 * are verified, proxies of the environment are ignored, every status is a response. Memory: O(`maxBytes`) for each
 * exchange under way. Errors are those of `HttpPort` and hold neither headers nor bodies.
 *
 * Request interceptors may add headers and change path and query. What response interceptors return is ignored, since
 * a response is the bytes that the adapter read; what they throw is an error. In browsers axios' `fetch` adapter is
 * used, as XMLHttpRequest follows redirects; past the byte cap that adapter stops reading but leaves the connection to
 * the browser. A proxy hidden in an agent of the caller's own cannot be seen, nor can an
 * agent class that turns certificate checks off inside.
 *
 * @param options origins, and optionally an axios instance
 * @example
 * const http = axiosHttpPort({ origins: ['https://sandbox-api.oxlin.io', 'https://sandbox-auth.oxlin.io'] });
 */
export function axiosHttpPort(options: AxiosHttpPortOptions): HttpPort {
  const { axios = create(), environmentProxies = false, scheduler = asyncScheduler } = options;
  const origins = pinnedOrigins(options.origins);
  if (origins.encrypted) refuseUnverifiedTls(axios.defaults.httpsAgent);
  adapterOf(axios);
  const policy: ExchangePolicy = { origins, environmentProxies };
  return {
    // axios has one timeout for everything: it cannot tell a slow connect from a slow body.
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    request: (request) =>
      defer(() => {
        origins.check(request.operation, request.url);
        checkLimits(request);
        return axiosExchange(axios, request, policy).pipe(
          timeout({
            first: request.deadlineMs,
            scheduler,
            with: () => throwError(() => new UpstreamTimeoutError(request.operation, request.deadlineMs)),
          }),
        );
      }),
  };
}

function checkLimits({ deadlineMs, maxBytes }: HttpRequest): void {
  requireRange('deadlineMs', deadlineMs, { min: 1, max: LONGEST_TIMER_MS, unit: 'ms' });
  requireRange('maxBytes', maxBytes, { min: 0, unit: 'bytes' });
}
