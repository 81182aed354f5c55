import { type Command as Program, Option } from 'commander';
import type { Choose } from '../Command.js';
import type { Host } from '../Host.js';
import { loadedCommand } from '../loadedCommand.js';
import { durationArgument, parseArgument, positiveNumberArgument, wholeNumberArgument } from '../parseArgument.js';
import { ADDRESS_EXPECTED, parseAddress } from '../serve/parseAddress.js';
import { parseSink, SINK_EXPECTED } from '../serve/parseSink.js';
import { parseStoreFile, STORE_EXPECTED } from '../serve/parseStoreFile.js';
import type { ServeFlags } from '../serve/ServeFlags.js';
import { addYodleeOptions } from './addYodleeOptions.js';
import type { SubscribeFlags } from './subscribeCommand.js';

/** No sweeps at all: another process does them. */
const NEVER_MS = Infinity;
const addressArgument = parseArgument(ADDRESS_EXPECTED, parseAddress);
const sinkArgument = parseArgument(SINK_EXPECTED, parseSink);
const storeArgument = parseArgument(STORE_EXPECTED, parseStoreFile);

/**
 * Adds `serve` and `subscribe`.
 *
 * @param program the command line under construction
 * @param host the world around
 * @param choose takes the command that the user chose
 * @example
 * addNotificationCommands(program, host, choose);
 */
export function addNotificationCommands(program: Program, host: Host, choose: Choose): void {
  addServe(program).action((flags: ServeFlags) => {
    choose(loadedCommand(async () => (await import('../serve/serveCommand.js')).serveCommand(host, flags)));
  });
  const subscribe = addYodleeOptions(program.command('subscribe'))
    .description('has upstream send notifications to the callback URL; serve must be reachable there already')
    .argument('[event...]', 'REFRESH, DATA_UPDATES, AUTO_REFRESH_UPDATES, LATEST_BALANCE_UPDATES or INSIGHTS', [
      'DATA_UPDATES',
    ])
    .addOption(callbackBase())
    .option('--remove', 'no longer send them')
    .option('--list', 'only show where they are sent')
    .option('--no-probe', 'do not look first whether the callback URL answers: this machine cannot reach it')
    .addHelpText('after', SECRETS);
  subscribe.action((events: readonly string[], flags: SubscribeFlags) => {
    if (flags.remove === true && flags.list === true) subscribe.error('error: give either --remove or --list');
    choose(loadedCommand(async () => (await import('./subscribeCommand.js')).subscribeCommand(host, events, flags)));
  });
}

const SECRETS = `
Secrets come from the environment or from millrace.config.json: MILLRACE_YODLEE_CLIENT_SECRET,
MILLRACE_YODLEE_ADMIN_LOGIN, and MILLRACE_CALLBACK_SECRET (16 to 256 letters, digits and -._~), the end of the callback
URL: BASE/hooks/SECRET.`;

const SINK_SECRET = `
MILLRACE_SINK_AUTHORIZATION is sent as the Authorization header with --sink post:URL, to that URL alone.`;

const KNOWN_USERS = `
Users: by default every user whom upstream knows is served. The secret path keeps others from naming users; a name that
upstream does not know costs one read, is set aside, and never gets a token. --known-users FILE (one login name a line,
read again when it changes) or book drops all others before anything of them is stored or fetched.`;

/** How long things wait; the defaults are those of the library. */
const WAITS: readonly (readonly [string, string])[] = [
  [
    '--reconcile-lag <duration>',
    'how far behind upstream’s clock a sweep ends: longer than notices take to come (20m)',
  ],
  ['--settle <duration>', 'how long a user’s windows wait for more (2s)'],
  ['--max-wait <duration>', 'how long they wait at most (30s)'],
  ['--after-window <duration>', 'how long after the end of a window it is fetched (5s)'],
  ['--lease <duration>', 'how long a user is kept for a worker that is silent (60s)'],
  ['--handler-deadline <duration>', 'time for the sink (60s)'],
  ['--retry-base <duration>', 'first pause before a user is tried again (1s)'],
  ['--retry-cap <duration>', 'longest such pause (60m)'],
];

function addServe(program: Program): Program {
  const serve = addYodleeOptions(program.command('serve'))
    .description('takes notifications in, fetches what changed and hands it to the sink; its first line says where')
    .addOption(required('--listen <host:port>', 'where upstream, or your proxy, reaches it', addressArgument))
    .addOption(
      required('--inbox <sqlite:file>', 'where notifications are kept until they are delivered', storeArgument),
    )
    .addOption(
      new Option('--sink <sink>', `where deliveries go: ${SINK_EXPECTED}`)
        .argParser(sinkArgument)
        .default({ kind: 'book' }, 'book'),
    )
    .option('--spool <dir>', 'folder for the pages of large windows, which otherwise stay in memory')
    .addOption(callbackBase())
    .addOption(new Option('--health <host:port>', '/health and /metrics, for you alone').argParser(addressArgument))
    .option('--known-users <all|book|file>', 'whose notifications count', 'all')
    .addOption(
      new Option('--reconcile-every <duration>', 'how often the events API is asked for what never came, or never')
        .argParser((text) => (text === 'never' ? NEVER_MS : durationArgument(text)))
        .default(900_000, '15m'),
    );
  for (const [flags, description] of WAITS) {
    serve.addOption(new Option(flags, description).argParser(durationArgument));
  }
  return serve
    .addOption(
      new Option('--users-at-once <n>', 'users fetched at the same time, at most (64)').argParser(wholeNumberArgument),
    )
    .addOption(
      new Option('--requests-per-second <n>', 'of all users together').argParser(positiveNumberArgument).default(20),
    )
    .addOption(
      new Option('--drain-within <duration>', 'time to finish after SIGTERM')
        .argParser(durationArgument)
        .default(15_000, '15s'),
    )
    .addHelpText('after', `${SECRETS}${SINK_SECRET}\n${KNOWN_USERS}`);
}

function callbackBase(): Option {
  return new Option(
    '--callback-base-url <url>',
    'how upstream reaches serve, what comes before /hooks (MILLRACE_CALLBACK_BASE_URL)',
  );
}

function required(flags: string, description: string, read: (text: string) => unknown): Option {
  return new Option(flags, description).argParser(read).makeOptionMandatory();
}
