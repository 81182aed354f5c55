import { type Command as Program, InvalidArgumentError, Option } from 'commander';
import type { EntryState } from '../../aggregators/yodlee/index.js';
import type { Choose } from '../Command.js';
import type { Host } from '../Host.js';
import { loadedCommand } from '../loadedCommand.js';
import { dayArgument, parseArgument, positiveNumberArgument, wholeNumberArgument } from '../parseArgument.js';
import { parseStoreFile, STORE_EXPECTED } from '../serve/parseStoreFile.js';
import type { StoreFlags } from '../yodlee/storeCommand.js';
import { addYodleeOptions } from './addYodleeOptions.js';
import type { BackfillFlags } from './backfillCommand.js';
import type { BookFlags } from './book/bookCommand.js';
import type { EraseFlags } from './inbox/inboxErase.js';
import type { EntryFlags } from './inbox/inboxList.js';
import type { RetryFlags } from './inbox/inboxRetry.js';

const STATES: readonly EntryState[] = ['waiting', 'leased', 'parked', 'dead', 'expired'];

/**
 * Adds `inbox`, `book` and `backfill`.
 *
 * @param program the command line under construction
 * @param host the world around
 * @param choose takes the command that the user chose
 * @example
 * addStoreCommands(program, host, choose);
 */
export function addStoreCommands(program: Program, host: Host, choose: Choose): void {
  addInbox(program.command('inbox').description('looks into the inbox of serve, and acts on it'), host, choose);
  addBook(program.command('book').description('shows the bank book that serve keeps'), host, choose);
  addBackfill(program).action((users: readonly string[], flags: BackfillFlags) => {
    choose(loadedCommand(async () => (await import('./backfillCommand.js')).backfillCommand(host, users, flags)));
  });
}

function addInbox(inbox: Program, host: Host, choose: Choose): void {
  addStore(inbox.command('stats'))
    .description('how many entries stand where, and since when')
    .action((flags: StoreFlags) => {
      choose(loadedCommand(async () => (await import('./inbox/inboxStats.js')).inboxStats(host, flags)));
    });
  addEntries(inbox.command('list'))
    .description('lists entries, oldest first')
    .action((flags: EntryFlags) => {
      choose(loadedCommand(async () => (await import('./inbox/inboxList.js')).inboxList(host, flags)));
    });
  addEntries(inbox.command('retry'))
    .description('makes dead, parked and expired entries wait again; stop serve before --yes')
    .option('--yes', 'do it, instead of saying what would be done')
    .action((flags: RetryFlags) => {
      choose(loadedCommand(async () => (await import('./inbox/inboxRetry.js')).inboxRetry(host, flags)));
    });
  addStore(inbox.command('erase'))
    .description('forgets a user everywhere in the file; stop serve before --yes')
    .argument('<user>', 'login name')
    .option('--yes', 'do it, instead of saying what would be done')
    .action((userId: string, flags: EraseFlags) => {
      choose(loadedCommand(async () => (await import('./inbox/inboxErase.js')).inboxErase(host, userId, flags)));
    });
  addStore(inbox.command('export'))
    .description('writes entries, quarantine and coverage as NDJSON, values complete')
    .action((flags: StoreFlags) => {
      choose(loadedCommand(async () => (await import('./inbox/inboxExport.js')).inboxExport(host, flags)));
    });
}

function addBook(book: Program, host: Host, choose: Choose): void {
  addRows(book.command('accounts'))
    .description('lists accounts by user')
    .action((flags: BookFlags) => {
      choose(loadedCommand(async () => (await import('./book/bookCommand.js')).bookAccounts(host, flags)));
    });
  addRows(book.command('transactions'))
    .description('lists transactions by user, newest day first')
    .action((flags: BookFlags) => {
      choose(loadedCommand(async () => (await import('./book/bookCommand.js')).bookTransactions(host, flags)));
    });
}

function addBackfill(program: Program): Program {
  return addYodleeOptions(program.command('backfill'))
    .description('reads users anew and makes the book equal to upstream; for gaps over 7 days. Stop serve before')
    .argument('[user...]', 'login names; none for all of --known-users')
    .addOption(storeOption())
    .option('--known-users <book|file>', 'who is meant: those in the book, or one login name a line', 'book')
    .addOption(new Option('--since <day>', 'first day of transactions (two years ago)').argParser(dayArgument))
    .addOption(
      new Option('--users-at-once <n>', 'users read at the same time').argParser(wholeNumberArgument).default(4),
    )
    .addOption(
      new Option('--requests-per-second <n>', 'of all users together').argParser(positiveNumberArgument).default(20),
    );
}

function addRows(command: Program): Program {
  return addStore(command)
    .option('--user-id <user>', 'only those of this user')
    .option('--account <id>', 'only this account')
    .addOption(new Option('--limit <n>', 'at most so many').argParser(wholeNumberArgument));
}

function addEntries(command: Program): Program {
  return addStore(command)
    .addOption(new Option('--state <state,...>', STATES.join(', ')).argParser(statesArgument))
    .option('--user-id <user>', 'only those of this user')
    .addOption(new Option('--limit <n>', 'at most so many').argParser(wholeNumberArgument));
}

function addStore(command: Program): Program {
  return command
    .addOption(storeOption())
    .option('--json', 'NDJSON on stdout, one object a line, values complete')
    .option('--show-pii', 'show personal data: login names, names, labels');
}

function storeOption(): Option {
  const read = parseArgument(STORE_EXPECTED, parseStoreFile);
  return new Option('--inbox <sqlite:file>', 'the file of serve').argParser(read).makeOptionMandatory();
}

function statesArgument(text: string): readonly EntryState[] {
  const names = text.split(',');
  const states = STATES.filter((state) => names.includes(state));
  if (states.length < names.length) throw new InvalidArgumentError(`Expected one or more of ${STATES.join(', ')}.`);
  return states;
}
