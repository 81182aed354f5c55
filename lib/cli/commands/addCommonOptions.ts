import { type Command as Program, Option } from 'commander';
import { idArgument } from '../parseArgument.js';

/**
 * Adds the options of every command that speaks to upstream. Secrets have none: other users of the machine can read a
 * command line.
 *
 * @param command a command under construction
 * @example
 * addCommonOptions(program.command('connections'));
 */
export function addCommonOptions(command: Program): Program {
  return command
    .option('--json', 'NDJSON on stdout, one object a line, values complete')
    .option('--show-pii', 'show personal data: names, numbers, labels')
    .option('--config <file>', 'read settings from this file instead of millrace.config.json')
    .option('--base-url <url>', 'the API, such as https://api.oxlin.io/v2.1 (MILLRACE_OXLIN_BASE_URL)')
    .option('--auth-url <url>', 'the authorization server (MILLRACE_OXLIN_AUTH_URL)')
    .option('--client-id <id>', 'the client (MILLRACE_OXLIN_CLIENT_ID)')
    .option('--user-id <id>', 'the user to act for (MILLRACE_OXLIN_USER_ID)')
    .addOption(
      new Option('--queue-id <id>', 'a queue that exists already (MILLRACE_OXLIN_QUEUE_ID)').argParser(idArgument),
    )
    .option('-v, --verbose', 'log everything on stderr');
}
