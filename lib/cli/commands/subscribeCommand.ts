import { concat, concatMap, defer, EMPTY, endWith, from, ignoreElements, type Observable, tap } from 'rxjs';
import type { Subscription, YodleeApi } from '../../aggregators/yodlee/index.js';
import type { Command } from '../Command.js';
import { createLog, logTelemetry } from '../createLog.js';
import { endedBy } from '../endedBy.js';
import { EXIT } from '../EXIT.js';
import type { Host } from '../Host.js';
import { callbackUrl } from '../yodlee/callbackUrl.js';
import { escapeControls } from '../output/escapeControls.js';
import { collectYodlee } from '../yodlee/collectYodlee.js';
import { openYodlee } from '../yodlee/openYodlee.js';
import { resolveYodleeSettings } from '../yodlee/resolveYodleeSettings.js';
import type { YodleeFlags } from '../yodlee/YodleeFlags.js';
import { probeCallback } from './probeCallback.js';

/** Flags of `subscribe`. */
export interface SubscribeFlags extends YodleeFlags {
  readonly remove?: boolean;
  readonly list?: boolean;
  /** Whether to look first if the callback URL is there. @defaultValue `true` */
  readonly probe?: boolean;
}

const REQUESTS_PER_SECOND = 5;

/**
 * Sees to it that upstream sends notifications to the callback URL, or no longer, or shows where it sends them.
 *
 * The receiver must run before: the URL is looked at first, from here and then by upstream. The secret in it is not shown.
 * Ends with 0; with 69 when nobody is reached there, with 78 when something else answers.
 *
 * @param host the world around
 * @param events names of events
 * @param flags what the user typed
 * @example
 * subscribeCommand(host, ['DATA_UPDATES'], {}).run.subscribe((exitCode) => console.log(exitCode));
 */
export function subscribeCommand(host: Host, events: readonly string[], flags: SubscribeFlags): Command {
  const run = defer(() => {
    const isChange = flags.remove !== true && flags.list !== true;
    const needed = isChange ? (['callbackSecret', 'callbackBaseUrl'] as const) : [];
    const settings = resolveYodleeSettings(collectYodlee(host, flags), needed);
    const telemetry = logTelemetry(createLog(host.stderr, flags.verbose === true));
    const api = openYodlee(settings, { telemetry, requestsPerSecond: REQUESTS_PER_SECOND });
    const { callbackBaseUrl = '', callbackSecret = '' } = settings;
    const url = callbackUrl(callbackBaseUrl, callbackSecret);
    const isProbed = isChange && flags.probe !== false;
    const probe = isProbed ? probeCallback(url, callbackBaseUrl).pipe(ignoreElements()) : EMPTY;
    return concat(probe, linesOf(api, events, flags, url)).pipe(
      tap((line) => {
        const { kind, eventName } = line;
        const shown = hidden(line.callbackUrl, callbackSecret);
        const people = [kind, eventName, shown].filter((part) => part !== undefined).join('  ');
        const json = JSON.stringify({ ...line, ...(shown !== undefined && { callbackUrl: shown }) });
        host.stdout.write(`${flags.json === true ? json : escapeControls(people)}\n`);
      }),
      ignoreElements(),
      endWith(EXIT.ok),
    );
  });
  return { run, onSignal: endedBy };
}

interface Line extends Partial<Subscription> {
  readonly kind: 'subscription' | 'created' | 'changed' | 'unchanged' | 'removed';
  readonly eventName: string;
}

function linesOf(
  { subscriptions }: YodleeApi,
  events: readonly string[],
  { remove, list }: SubscribeFlags,
  url: string,
): Observable<Line> {
  if (list === true) {
    return subscriptions.list().pipe(
      concatMap((all) => from(all)),
      concatMap((one) => from([{ kind: 'subscription', ...one } as const])),
    );
  }
  return from(events).pipe(
    concatMap((eventName): Observable<Line> => {
      if (remove === true)
        return subscriptions.delete(eventName).pipe(endWith({ kind: 'removed', eventName } as const));
      return subscriptions
        .ensure(eventName, url)
        .pipe(concatMap((kind) => from([{ kind, eventName, callbackUrl: url } as const])));
    }),
  );
}

/** Whoever knows the end of the path can send notifications. */
function hidden(url: string | undefined, secret: string): string | undefined {
  if (url === undefined) return undefined;
  const known = secret === '' ? url : url.replaceAll(secret, '••••');
  return known.replace(/[^/]+$/, '••••');
}
