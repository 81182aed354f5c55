import type { AxiosAdapter, AxiosInstance, AxiosRequestConfig } from 'axios';
import { Observable } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import type { HttpRequest, HttpResponse } from '../ports/HttpPort.js';
import { adapterOf } from './adapterOf.js';
import { axiosFailure } from './axiosFailure.js';
import { guardedConfig, type ExchangePolicy } from './guardedConfig.js';
import { systemFaultOf } from '../ports/systemFaultOf.js';
import { toHttpResponse } from './toHttpResponse.js';

/**
 * Makes one exchange through an axios instance for each subscription, and aborts it when the subscriber leaves.
 *
 * @param axios the instance whose interceptors and adapter are used
 * @param request what is asked
 * @param policy what the port insists on
 * @example
 * axiosExchange(create(), request, { origins, environmentProxies: false }).subscribe();
 */
export function axiosExchange(
  axios: AxiosInstance,
  request: HttpRequest,
  policy: ExchangePolicy,
): Observable<HttpResponse> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    const { guard, seen } = watchedAdapter(axios, request, policy, controller.signal);
    axios.request({ ...ownSettings(request), adapter: guard, signal: controller.signal }).then(
      () => {
        if (seen.answer === undefined) {
          subscriber.error(new InvalidOptionError('axios', 'an interceptor', 'interceptors that keep the adapter'));
          return;
        }
        subscriber.next(seen.answer);
        subscriber.complete();
      },
      (failure: unknown) => {
        subscriber.error(axiosFailure(failure, request, seen.requestSent));
      },
    );
    return () => {
      controller.abort();
    };
  });
}

/** What came past the adapter. */
interface Seen {
  answer: HttpResponse | undefined;
  requestSent: boolean;
}

/** Stands where the adapter stands, so that whatever interceptors did, or repeat, comes through here. */
function watchedAdapter(
  axios: AxiosInstance,
  request: HttpRequest,
  policy: ExchangePolicy,
  signal: AbortSignal,
): { readonly guard: AxiosAdapter; readonly seen: Readonly<Seen> } {
  const seen: Seen = { answer: undefined, requestSent: false };
  const guard: AxiosAdapter = async (config) => {
    seen.answer = undefined;
    const guarded = guardedConfig(config, request, policy, signal);
    try {
      const response = await adapterOf(axios)(guarded);
      seen.requestSent = true;
      seen.answer = toHttpResponse(response, request);
      return response;
    } catch (failure) {
      seen.requestSent ||= !systemFaultOf(failure).beforeSending;
      throw failure;
    }
  };
  return { guard, seen };
}

function ownSettings(request: HttpRequest): AxiosRequestConfig {
  return {
    url: request.url.href,
    method: request.method,
    headers: { ...request.headers },
    data: request.body,
    responseType: 'arraybuffer',
    validateStatus: null,
    transformRequest: [],
    transformResponse: [],
  };
}
