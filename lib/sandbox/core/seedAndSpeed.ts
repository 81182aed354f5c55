import type { SandboxConfig } from './SandboxConfig.js';
import { SandboxOptionError } from './SandboxOptionError.js';

const FASTEST = 100_000;

/**
 * Fills in what both services are started with, and throws a `SandboxOptionError` on what means nothing.
 *
 * @param config the configuration
 * @example
 * seedAndSpeed({ seed: 7 }); // { seed: 7, speed: 1 }
 */
export function seedAndSpeed({
  seed = 1,
  speed = 1,
}: Pick<SandboxConfig, 'seed' | 'speed'>): Required<Pick<SandboxConfig, 'seed' | 'speed'>> {
  if (!Number.isSafeInteger(seed)) throw new SandboxOptionError('seed', 'an integer', seed);
  if (!(speed > 0 && speed <= FASTEST)) {
    throw new SandboxOptionError('speed', `a number > 0 and ≤ ${FASTEST}`, speed);
  }
  return { seed, speed };
}
