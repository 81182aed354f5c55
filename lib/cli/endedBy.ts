import type { Ending } from './Command.js';
import { EXIT } from './EXIT.js';
import type { Signal } from './Host.js';

/**
 * Gives how a command ends that has nothing to finish when a signal comes: at once, with the code of the signal.
 *
 * @param signal which one
 * @example
 * endedBy('SIGINT').exitCode; // 130
 */
export function endedBy(signal: Signal): Ending {
  return { exitCode: signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated };
}
