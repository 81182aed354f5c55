import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { SqliteStore, SqlTransaction } from 'millrace/store/sqlite';
import { consumeNotifications, type Delivery, reconcile, type YodleeApi } from 'millrace/yodlee';
import { lastValueFrom, merge, type Observable, retry, share, Subject, takeUntil, timer } from 'rxjs';
import { applyChanges } from '../payments/payments.js';
import type { NotificationsOptions } from './notifications.options.js';

/** What refused credentials or a bug cost until somebody looks: nothing is lost meanwhile, only late. Unit: ms */
const PAUSE_MS = 60_000;

/** Runs fan-out and sweeps for the life of the application, and drains them at its end. */
@Injectable()
export class NotificationsService implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  readonly #log = new Logger('Notifications');
  readonly #drain = new AbortController();
  readonly #stop = new Subject<void>();
  #drained: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly api: YodleeApi,
    private readonly store: SqliteStore,
    private readonly options: NotificationsOptions,
  ) {}

  onApplicationBootstrap(): void {
    const { consume, reconcile: sweeps } = this.options;
    const knownUser = (_tenant: string, userId: string) => this.options.isOurs(userId);
    const fanOut = this.#forEver(
      consumeNotifications(this.api, this.store.inbox, (delivery) => this.#save(delivery), {
        ...consume,
        drain: this.#drain.signal,
      }),
    ).pipe(share());
    const swept = this.#forEver(reconcile(this.api, this.store.inbox, { knownUser, ...sweeps }));
    this.#drained = lastValueFrom(fanOut, { defaultValue: undefined });
    merge(fanOut, swept.pipe(takeUntil(this.#stop))).subscribe((update) => {
      // Names of users belong in no log.
      if (update.kind === 'dead' || update.kind === 'parked') this.#log.warn(`${update.kind}: ${update.cause}`);
      if (update.kind === 'unrecoverable') this.#log.error('a stretch is older than 7 days: resync all users');
    });
  }

  /** Takes no more, and finishes what is in flight. */
  async onModuleDestroy(): Promise<void> {
    this.#stop.next();
    this.#drain.abort();
    await this.#drained;
  }

  /** The server is closed by now, so that nobody writes any more. */
  async onApplicationShutdown(): Promise<void> {
    await lastValueFrom(this.store.close());
  }

  /** Rows and acknowledgement are one transaction: a window is in the table exactly when it is acknowledged. */
  #save({ userId, window, changes, commit }: Delivery<SqlTransaction>): Observable<void> {
    const asOf = `${new Date(window.until.getTime() - 1_000).toISOString().slice(0, 19)}Z`;
    return commit((transaction) => {
      applyChanges(transaction, userId, { changes, asOf });
    });
  }

  #forEver<T>(stream: Observable<T>): Observable<T> {
    return stream.pipe(
      retry({
        delay: (error: unknown) => {
          this.#log.error(error instanceof Error ? error.message : 'unknown');
          return timer(this.#drain.signal.aborted ? 0 : PAUSE_MS);
        },
      }),
    );
  }
}
