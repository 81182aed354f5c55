import { EXIT } from './EXIT.js';
import type { StdoutEnd } from './Host.js';

/**
 * Gives the exit code of a run whose output can go nowhere: a reader that has read enough, such as `head`, is no error.
 *
 * @param end what became of stdout
 * @example
 * exitCodeOfStdout('unread'); // 0
 */
export function exitCodeOfStdout(end: StdoutEnd): number {
  return end === 'unread' ? EXIT.ok : EXIT.output;
}
