import type { RunningSandbox } from './RunningSandbox.js';

/** The first line a sandbox prints. */
export interface ReadyMessage {
  readonly kind: 'ready';
  readonly oxlin: { readonly baseUrl: string; readonly authUrl: string };
  readonly yodlee: { readonly baseUrl: string };
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes the message that tells a client where the sandbox is and with which variables to come.
 *
 * @param sandbox a running sandbox
 * @example
 * JSON.stringify(ready(sandbox)); // {"kind":"ready","oxlin":{…},"yodlee":{…},"env":{…}}
 */
export function ready({
  baseUrl,
  authUrl,
  yodleeBaseUrl,
  env,
}: Pick<RunningSandbox, 'baseUrl' | 'authUrl' | 'yodleeBaseUrl' | 'env'>): ReadyMessage {
  return { kind: 'ready', oxlin: { baseUrl, authUrl }, yodlee: { baseUrl: yodleeBaseUrl }, env };
}
