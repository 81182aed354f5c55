import { type Command as Program, Option } from 'commander';
import { SCENARIOS, type SwitchDefinition, SWITCHES, YODLEE_SCENARIOS, YODLEE_SWITCHES } from '../../sandbox/index.js';
import type { Host } from '../Host.js';
import { loadedCommand } from '../loadedCommand.js';
import { positiveNumberArgument, wholeNumberArgument } from '../parseArgument.js';
import type { Choose } from '../Command.js';
import type { SandboxFlags } from './toSandboxOptions.js';

/**
 * Adds `sandbox` and `demo`.
 *
 * @param program the command line under construction
 * @param host the world around
 * @param choose takes the command that the user chose
 * @example
 * addSandboxCommands(program, host, choose);
 */
export function addSandboxCommands(program: Program, host: Host, choose: Choose): void {
  program
    .command('sandbox')
    .description('runs a bank aggregator on this machine until it is stopped; its first line tells how to reach it')
    .addOption(new Option('--port <n>', 'of the API; 0 takes any (default: 0)').argParser(wholeNumberArgument))
    .addOption(
      new Option('--seed <n>', 'decides everything left to chance (default: 1)').argParser(wholeNumberArgument),
    )
    .addOption(
      new Option('--speed <n>', 'how many times faster its clock runs (default: 1)').argParser(positiveNumberArgument),
    )
    .addOption(
      new Option(
        '--scenario <name,...|file.json>',
        'what happens to the connections; may be repeated (default: success)',
      ).argParser(listed),
    )
    .addOption(new Option('--switch <name=value>', 'one thing upstream leaves open; may be repeated').argParser(listed))
    .addOption(new Option('--users <n>', 'how many users Yodlee has').argParser(wholeNumberArgument))
    .addOption(
      new Option('--changes-per-s <n>', 'changes by chance to the users of Yodlee').argParser(positiveNumberArgument),
    )
    .addHelpText('after', `\nScenarios: ${Object.keys(SCENARIOS).join(' ')}`)
    .addHelpText('after', `\nOf Yodlee: ${Object.keys(YODLEE_SCENARIOS).join(' ')}`)
    .addHelpText('after', `\nSwitches, the default first:\n${linesOf(SWITCHES)}`)
    .addHelpText('after', `\nOf Yodlee:\n${linesOf(YODLEE_SWITCHES)}`)
    .action((flags: SandboxFlags) => {
      choose(loadedCommand(async () => (await import('./sandboxCommand.js')).sandboxCommand(host, flags)));
    });
  program
    .command('demo')
    .description('syncs the connections of a user in a sandbox of its own, then takes notifications of 1,000 users in')
    .action(() => {
      choose(loadedCommand(async () => (await import('./demoCommand.js')).demoCommand(host)));
    });
}

const MORE: Readonly<Record<SwitchDefinition['accepts'], string>> = {
  listed: '',
  number: ' or any number',
  positive: ' or any number > 0',
  name: ' or any name',
};

function linesOf(switches: Readonly<Record<string, SwitchDefinition>>): string {
  return Object.entries(switches)
    .map(([name, { values, accepts }]) => `  ${name}=${values.join('|')}${MORE[accepts]}`)
    .join('\n');
}

function listed(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}
