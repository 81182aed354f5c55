import { Command as Program, CommanderError } from 'commander';
import type { Choose, Command } from './Command.js';
import { cutValues } from './cutValues.js';
import { EXIT } from './EXIT.js';
import type { Host } from './Host.js';
import { readVersion } from './readVersion.js';
import { secretFlag } from './secretFlag.js';
import { addNotificationCommands } from './commands/addNotificationCommands.js';
import { addReadCommands } from './commands/addReadCommands.js';
import { addSandboxCommands } from './commands/addSandboxCommands.js';
import { addStoreCommands } from './commands/addStoreCommands.js';
import { addSyncCommands } from './commands/addSyncCommands.js';

/** A command to run, or the end already: help was asked for, or the usage was wrong and has been explained. */
export type ParsedArguments =
  { readonly kind: 'command'; readonly command: Command } | { readonly kind: 'ended'; readonly exitCode: number };

/**
 * Reads a command line; help goes to stdout, complaints about usage to stderr.
 *
 * @param argv what the user typed after the program's name
 * @param host the world around
 * @example
 * parseArguments(['sync', '--all'], host).kind; // 'command'
 */
export function parseArguments(argv: readonly string[], host: Host): ParsedArguments {
  const secret = secretFlag(argv);
  if (secret !== undefined) {
    host.stderr.write(`error: a secret is never taken from the command line; set ${secret} instead\n`);
    return { kind: 'ended', exitCode: EXIT.usage };
  }
  let chosen: Command | undefined;
  const program = createProgram(argv, host, (command) => {
    chosen = command;
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      return { kind: 'ended', exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.usage };
    }
    throw error;
  }
  return chosen === undefined ? { kind: 'ended', exitCode: EXIT.usage } : { kind: 'command', command: chosen };
}

function createProgram(argv: readonly string[], host: Host, choose: Choose): Program {
  const program = new Program('millrace')
    .description('Follows bank syncs from the trigger to a proven outcome.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        host.stdout.write(text);
      },
      writeErr: (text) => {
        host.stderr.write(text);
      },
      outputError: (text, write) => {
        write(cutValues(text, argv));
      },
      getOutHelpWidth: () => host.stdout.columns,
      getErrHelpWidth: () => host.stderr.columns,
      getOutHasColors: () => host.stdout.isTty,
      getErrHasColors: () => host.stderr.isTty,
    })
    .showHelpAfterError('(millrace --help shows every command)');
  addSyncCommands(program, host, choose);
  addReadCommands(program, host, choose);
  addNotificationCommands(program, host, choose);
  addStoreCommands(program, host, choose);
  addSandboxCommands(program, host, choose);
  for (const command of program.commands) {
    pointToHelp(command, `millrace ${command.name()}`);
  }
  return program;
}

/** Of its own, not of the command above it. */
function pointToHelp(command: Program, typed: string): void {
  const shown = command.commands.length > 0 ? 'its commands' : 'its arguments and options';
  command.showHelpAfterError(`(${typed} --help shows ${shown})`);
  for (const below of command.commands) pointToHelp(below, `${typed} ${below.name()}`);
}
