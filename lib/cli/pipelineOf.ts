/** Which of the two upstreams a command speaks to. */
export type Pipeline = 'oxlin' | 'yodlee';

const NOTIFICATION_COMMANDS: readonly string[] = ['serve', 'subscribe', 'backfill', 'inbox', 'book'];

/**
 * Tells which pipeline a command line belongs to, and so whose settings it uses.
 *
 * @param argv what the user typed after the program's name
 * @example
 * pipelineOf(['serve', '--listen', '127.0.0.1:8080']); // 'yodlee'
 */
export function pipelineOf([command = '']: readonly string[]): Pipeline {
  return NOTIFICATION_COMMANDS.includes(command) ? 'yodlee' : 'oxlin';
}
