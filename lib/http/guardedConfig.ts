import type { InternalAxiosRequestConfig } from 'axios';
import type { HttpRequest } from '../ports/HttpPort.js';
import type { PinnedOrigins } from '../ports/pinnedOrigins.js';
import { refuseUnverifiedTls } from './refuseUnverifiedTls.js';

/** What every exchange of one port must keep to, whatever an axios instance says. */
export interface ExchangePolicy {
  readonly origins: PinnedOrigins;
  readonly environmentProxies: boolean;
}

/** Settings of a caller's instance or interceptor that would lead a request elsewhere or take its limits off. */
const DROPPED = [
  'allowAbsoluteUrls', 'auth', 'baseURL', 'beforeRedirect', 'cancelToken', 'fetchOptions', 'http2Options', 'httpVersion',
  'insecureHTTPParser', 'maxRate', 'onDownloadProgress', 'onUploadProgress', 'params', 'paramsSerializer', 'responseEncoding',
  'socketPath', 'timeoutErrorMessage', 'transport', 'withXSRFToken', 'xsrfCookieName', 'xsrfHeaderName',
] as const; // prettier-ignore

/**
 * Sets what millrace insists on, last of all: after the instance's defaults and after every request interceptor.
 *
 * Headers, path, query, agents, name lookup and unknown extras stay as the caller's instance made them.
 *
 * @param config the configuration as the interceptors left it
 * @param request what was asked
 * @param policy what the port insists on
 * @param signal aborted when the subscriber leaves
 * @example
 * adapter(guardedConfig(config, request, policy, controller.signal));
 */
export function guardedConfig(
  config: InternalAxiosRequestConfig,
  request: HttpRequest,
  policy: ExchangePolicy,
  signal: AbortSignal,
): InternalAxiosRequestConfig {
  const url = urlOf(config, request);
  policy.origins.check(request.operation, url);
  if (url.protocol === 'https:') refuseUnverifiedTls(config.httpsAgent);
  const guarded: InternalAxiosRequestConfig = {
    ...config,
    url: url.href,
    method: request.method,
    data: request.body,
    signal,
    timeout: 0,
    maxRedirects: 0,
    maxContentLength: request.maxBytes,
    maxBodyLength: Infinity,
    decompress: true,
    responseType: 'arraybuffer',
    withCredentials: false,
    validateStatus: null,
  };
  for (const name of DROPPED) Reflect.deleteProperty(guarded, name);
  if (!policy.environmentProxies) guarded.proxy = false;
  // axios would call a missing body a form.
  if (request.body === undefined) guarded.headers.delete('content-type');
  return guarded;
}

function urlOf(config: InternalAxiosRequestConfig, request: HttpRequest): URL {
  try {
    return new URL(config.url ?? '');
  } catch {
    return request.url;
  }
}
