/** The path before the secret. */
const HOOKS = '/hooks/';

/**
 * Gives the URL to which upstream sends notifications.
 *
 * @param baseUrl as seen from outside, without the path of the hooks
 * @param secret the last part of the path
 * @example
 * callbackUrl('https://bank.example', secret); // 'https://bank.example/hooks/…'
 */
export function callbackUrl(baseUrl: string, secret: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${HOOKS}${secret}`;
}
