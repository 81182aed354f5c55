import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { fieldOf } from '../ports/fieldOf.js';

/**
 * Throws when it can be seen that certificates would not be verified: an agent with `rejectUnauthorized: false`, or
 * the environment variable NODE_TLS_REJECT_UNAUTHORIZED set to 0.
 *
 * What cannot be seen is not found: an agent class that turns the check off inside, or a transport of the caller's own.
 *
 * @param httpsAgent the agent that a request would use, if any
 * @example
 * refuseUnverifiedTls(instance.defaults.httpsAgent);
 */
export function refuseUnverifiedTls(httpsAgent: unknown): void {
  const verifies = fieldOf(fieldOf(httpsAgent, 'options'), 'rejectUnauthorized');
  if (verifies === false || verifies === 0) {
    throw new InvalidOptionError('httpsAgent.options.rejectUnauthorized', verifies, 'true (use `ca` to add a root)');
  }
  // The only look at the environment: it can turn every check in the process off, and nothing else would tell.
  const variable = fieldOf(fieldOf(fieldOf(globalThis, 'process'), 'env'), 'NODE_TLS_REJECT_UNAUTHORIZED');
  if (variable === '0' && verifies !== true) {
    throw new InvalidOptionError('NODE_TLS_REJECT_UNAUTHORIZED', variable, 'unset (use NODE_EXTRA_CA_CERTS)');
  }
}
