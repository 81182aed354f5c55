import type { Command as Program } from 'commander';

/**
 * Adds the options of every command that speaks to Yodlee.
 *
 * @param command the command under construction
 * @example
 * addYodleeOptions(program.command('subscribe'));
 */
export function addYodleeOptions(command: Program): Program {
  return command
    .option('--json', 'NDJSON on stdout, one object a line, values complete')
    .option('--show-pii', 'show personal data: login names, names, labels')
    .option('--config <file>', 'read settings from this file instead of millrace.config.json')
    .option('--base-url <url>', 'the API, such as https://production.api.yodlee.com/ysl (MILLRACE_YODLEE_BASE_URL)')
    .option('--client-id <id>', 'the client (MILLRACE_YODLEE_CLIENT_ID)')
    .option('-v, --verbose', 'log everything on stderr');
}
