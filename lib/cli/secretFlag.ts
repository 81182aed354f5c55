import { pipelineOf } from './pipelineOf.js';
import { SETTINGS } from './settings/SETTINGS.js';

const SPELLINGS = [
  [/callback.*secret|path.*secret/, SETTINGS.callbackSecret.variable],
  [/authori[sz]ation|^header$/, SETTINGS.sinkAuthorization.variable],
  [/yodlee.*secret/, SETTINGS.yodleeClientSecret.variable],
  [/admin.*login/, SETTINGS.yodleeAdminLogin.variable],
  [/secret/, SETTINGS.clientSecret.variable],
  [/token/, SETTINGS.token.variable],
  [/passw|passphrase|^pass$|^pwd$/, SETTINGS.password.variable],
  [/^user(name)?$|^login$/, SETTINGS.username.variable],
] as const;

/**
 * Finds the first argument that looks like a flag for a secret, and names the variable to set instead of it.
 *
 * @param argv the arguments
 * @example
 * secretFlag(['sync', '--all', '--password=…']); // 'MILLRACE_OXLIN_PASSWORD'
 */
export function secretFlag(argv: readonly string[]): string | undefined {
  const found = firstSpelling(argv);
  const isYodlees = pipelineOf(argv) === 'yodlee' && found === SETTINGS.clientSecret.variable;
  return isYodlees ? SETTINGS.yodleeClientSecret.variable : found;
}

function firstSpelling(argv: readonly string[]): string | undefined {
  return argv
    .filter((argument) => argument.startsWith('-'))
    .map((argument) => (argument.split('=', 1)[0] ?? '').toLowerCase().replace(/[^a-z]/g, ''))
    .map((name) => SPELLINGS.find(([spelling]) => spelling.test(name))?.[1])
    .find((variable) => variable !== undefined);
}
