import { type Command as Program, Option } from 'commander';
import type { UpstreamFlags } from '../flags.js';
import type { Host } from '../Host.js';
import { describeAccount } from '../output/describeAccount.js';
import { describeConnection } from '../output/describeConnection.js';
import { describeTransaction } from '../output/describeTransaction.js';
import { loadedCommand } from '../loadedCommand.js';
import { dayArgument, idArgument } from '../parseArgument.js';
import type { Choose, Command } from '../Command.js';
import { addCommonOptions } from './addCommonOptions.js';
import type { listCommand } from './listCommand.js';
import { suspectId } from './suspectId.js';
import { readAccounts, readTransactions, type AccountFlags, type TransactionFlags } from './readFiltered.js';

/**
 * Adds `connections`, `accounts`, `transactions` and `doctor`.
 *
 * @param program the command line under construction
 * @param host the world around
 * @param choose takes the command that the user chose
 * @example
 * addReadCommands(program, host, choose);
 */
export function addReadCommands(program: Program, host: Host, choose: Choose): void {
  addCommonOptions(program.command('connections'))
    .description('lists the connections of the user')
    .action((flags: UpstreamFlags) => {
      choose(list(host, flags, 'connections', (user) => user.connections(), describeConnection));
    });
  addCommonOptions(program.command('accounts'))
    .description('lists accounts: all, or those of a connection')
    .addOption(id('--connection <id>', 'only those of this connection'))
    .option('--type <type>', 'only this type, such as CHECKINGS')
    .option('--status <status>', 'only this status, such as ACTIVE')
    .action((flags: UpstreamFlags & AccountFlags) => {
      choose(list(host, flags, 'accounts', readAccounts(flags), describeAccount, suspectId(flags)));
    });
  const transactions = addCommonOptions(program.command('transactions'))
    .description('lists transactions: all, or those of a connection or an account')
    .addOption(id('--connection <id>', 'only those of this connection').conflicts('account'))
    .addOption(id('--account <id>', 'only those of this account'))
    .addOption(new Option('--from <day>', 'first day, such as 2021-12-20').argParser(dayArgument))
    .addOption(new Option('--to <day>', 'last day').argParser(dayArgument));
  transactions.action((flags: UpstreamFlags & TransactionFlags) => {
    if (flags.from !== undefined && flags.to !== undefined && flags.from > flags.to) {
      transactions.error(`error: --from ${flags.from} is later than --to ${flags.to}`);
    }
    choose(list(host, flags, 'transactions', readTransactions(flags), describeTransaction, suspectId(flags)));
  });
  addCommonOptions(program.command('doctor'))
    .description('looks for what would keep syncs from working: reachability, tokens, clocks, unknown words')
    .action((flags: UpstreamFlags) => {
      choose(loadedCommand(async () => (await import('./doctorCommand.js')).doctorCommand(host, flags)));
    });
}

/** `listCommand`, loaded when it runs. */
function list<T>(...given: Parameters<typeof listCommand<T>>): Command {
  return loadedCommand(async () => (await import('./listCommand.js')).listCommand(...given));
}

function id(option: string, description: string): Option {
  return new Option(option, description).argParser(idArgument);
}
