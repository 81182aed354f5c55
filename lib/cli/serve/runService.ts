import {
  combineLatest,
  concat,
  defer,
  endWith,
  filter,
  ignoreElements,
  merge,
  type Observable,
  of,
  switchMap,
  take,
  tap,
} from 'rxjs';
import { type Durability, receiveNotification } from '../../aggregators/yodlee/index.js';
import { INTAKE_SERVER_OPTIONS } from '../../node/index.js';
import { EXIT } from '../EXIT.js';
import { escapeControls } from '../output/escapeControls.js';
import { callbackUrl } from '../yodlee/callbackUrl.js';
import { knownUsers } from '../yodlee/knownUsers.js';
import { describeServed, type ServeUpdate } from './describeServed.js';
import { healthPage } from './healthPage.js';
import { intakeListener } from './intakeListener.js';
import { type Listener, listening } from './listening.js';
import { notingStored } from './notingStored.js';
import { type Address, originOf } from './parseAddress.js';
import { intakeOptions } from './serveOptions.js';
import { serveUpdates } from './serveUpdates.js';
import type { Service } from './Service.js';
import { Troubles } from './Troubles.js';

/** The first line of `serve`. */
export interface ServeReady {
  readonly kind: 'ready';
  readonly callbackUrl: string;
  readonly listen: Address;
  readonly sink: 'book' | 'ndjson' | 'post';
  readonly durability: Durability;
  readonly healthUrl?: string;
}

/**
 * Runs a service until it has drained; emits the exit code, once. Unsubscribing ends it at once.
 *
 * @param service what it is made of
 * @example
 * runService(service).subscribe((exitCode) => console.log(exitCode));
 */
export function runService(service: Service): Observable<number> {
  const { host, flags, settings, api, store, drain } = service;
  const troubles = new Troubles(host.stderr);
  const known = knownUsers(flags.knownUsers, host.folder, store);
  const inbox = notingStored(store.inbox, () => {
    troubles.end('intake');
  });
  const receive = receiveNotification(api, inbox, intakeOptions(flags, settings, known));
  const failures = receive.failures$.pipe(
    tap(({ cause, reason }) => {
      troubles.begin('intake', cause ?? new Error(reason));
    }),
    ignoreElements(),
  );
  // Made before anybody is told that all is ready: it refuses flags at the call.
  const updates = serveUpdates(service, troubles, known);
  const onError = (error: unknown): void => {
    troubles.begin('intake', error);
  };
  const intake = intakeListener(receive, { drain, onError });
  const listen = listening({ address: flags.listen, serve: intake.serve, options: INTAKE_SERVER_OPTIONS });
  const health = flags.health === undefined ? of(undefined) : listening(healthOf(service, flags.health, troubles));
  return combineLatest([listen, health]).pipe(
    switchMap(([intakeAt, healthAt]) => {
      sayReady(service, intakeAt, healthAt);
      const idle = intake.underWay.pipe(
        filter((count) => count === 0),
        take(1),
      );
      const told = updates.pipe(tap((update) => tell(service, update)));
      const closed = defer(() => store.close());
      const drained = concat(told, idle, closed).pipe(ignoreElements(), endWith(EXIT.ok));
      return merge(failures, drained);
    }),
  );
}

function healthOf({ api, store, drain, metrics }: Service, address: Address, troubles: Troubles): Listener {
  const { registry, telemetry } = metrics;
  const serve = healthPage({
    ...{ registry, telemetry, tenant: api.tenant },
    stats: () => store.inbox.stats(api.tenant),
    troubles: () => troubles.list(),
    isDraining: () => drain.aborted,
  });
  return { address, serve };
}

function sayReady({ host, flags, settings, store }: Service, intakeAt: Address, healthAt: Address | undefined): void {
  const { callbackSecret = '', callbackBaseUrl = originOf(intakeAt) } = settings;
  const ready: ServeReady = {
    kind: 'ready',
    callbackUrl: callbackUrl(callbackBaseUrl, callbackSecret),
    listen: intakeAt,
    sink: flags.sink.kind,
    durability: store.inbox.durability,
    ...(healthAt !== undefined && { healthUrl: `${originOf(healthAt)}/health` }),
  };
  host.stdout.write(`${JSON.stringify(ready)}\n`);
}

function tell({ host, flags }: Service, update: ServeUpdate): void {
  if (flags.json === true) {
    host.stdout.write(`${JSON.stringify(update)}\n`);
    return;
  }
  const line = describeServed(update, flags.showPii === true);
  if (line !== undefined) host.stderr.write(`${escapeControls(line)}\n`);
}
