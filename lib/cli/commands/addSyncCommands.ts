import { Argument, type Command as Program, Option } from 'commander';
import type { Host } from '../Host.js';
import type { Choose } from '../Command.js';
import { durationArgument, idArgument } from '../parseArgument.js';
import { addCommonOptions } from './addCommonOptions.js';
import type { SyncFlags } from './syncCommand.js';
import type { FollowFlags } from '../flags.js';
import { loadedCommand } from '../loadedCommand.js';

/**
 * Adds `sync` and `follow`.
 *
 * @param program the command line under construction
 * @param host the world around
 * @param choose takes the command that the user chose
 * @example
 * addSyncCommands(program, host, choose);
 */
export function addSyncCommands(program: Program, host: Host, choose: Choose): void {
  const sync = addFollowOptions(program.command('sync'))
    .description('triggers syncs and follows each to its outcome; the exit code tells the worst')
    .addArgument(idsArgument())
    .option('--all', 'every connection of the user')
    .addOption(
      new Option(
        '--type <type>',
        'what is asked for; LIST_ACCOUNTS brings accounts back that the user had deleted (with ID only)',
      ).choices(['ALL', 'LIST_ACCOUNTS']),
    )
    .addOption(
      new Option(
        '--until <end>',
        'where a LIST_ACCOUNTS sync ends: with its list, or with the ALL that follows (with ID only)',
      )
        .choices(['all', 'list'])
        .default('all'),
    )
    .option('--unattended', 'leave connections alone that need their user (with ID only)');
  sync.action((ids: readonly string[], flags: SyncFlags) => {
    if (ids.length > 0 === (flags.all === true)) sync.error('error: give either --all or one ID or more');
    if (flags.all === true && ID_ONLY.some((name) => sync.getOptionValueSource(name) === 'cli')) {
      sync.error('error: --type, --until and --unattended go with one ID or more, not with --all');
    }
    if (flags.until === 'list' && flags.type !== 'LIST_ACCOUNTS') {
      sync.error('error: --until list needs --type LIST_ACCOUNTS');
    }
    choose(loadedCommand(async () => (await import('./syncCommand.js')).syncCommand(host, ids, flags)));
  });
  addFollowOptions(program.command('follow'))
    .description('follows a sync that somebody else started: the widget, the night, another program')
    .addArgument(new Argument('<id>', 'connection').argParser(idArgument))
    .action((id: string, flags: FollowFlags) => {
      choose(loadedCommand(async () => (await import('./followCommand.js')).followCommand(host, id, flags)));
    });
}

const ID_ONLY = ['type', 'until', 'unattended'];

function idsArgument(): Argument {
  return new Argument('[id...]', 'connections').argParser((text: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    idArgument(text),
  ]);
}

function addFollowOptions(command: Program): Program {
  return addCommonOptions(command)
    .addOption(
      new Option('--deadline <duration>', 'give up after it, such as 8s or 10m (MILLRACE_DEADLINE_MS)').argParser(
        durationArgument,
      ),
    )
    .option('--marbles', 'print a marble diagram at the end');
}
