import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isAggregationError, type Outcome, outcomes, progress, syncAllConnections } from 'millrace';
import type { SyncAllOptions, SyncProgress } from 'millrace';
import { newTransactions, type OxlinApi } from 'millrace/oxlin';
import {
  catchError,
  concatMap,
  connect,
  defer,
  filter,
  finalize,
  from,
  ignoreElements,
  map,
  merge,
  type Observable,
  of,
  ReplaySubject,
  share,
  Subject,
  takeUntil,
  tap,
  toArray,
} from 'rxjs';
import { OXLIN_API, SYNC_OPTIONS } from '../millrace/millrace.options.js';
import { TRANSACTION_STORE, type TransactionStore } from './transaction-store.js';

/** How the sync of one bank ended, and what came of it. */
export interface BankReport extends Pick<Outcome, 'connectionId' | 'result' | 'whoMustAct' | 'hasFreshData'> {
  /** Transactions that the store did not have. */
  readonly stored: number;
  /** Why the new transactions could not be read or stored: the name of the error. */
  readonly trouble?: string;
}

interface UserProgress {
  readonly userId: string;
  readonly state: SyncProgress;
}

/** Syncs the banks of users, one run for each user at a time, and stores the transactions that are new. */
@Injectable()
export class BankSyncService implements OnModuleDestroy {
  readonly #runs = new Map<string, Observable<BankReport>>();
  readonly #states = new Map<string, SyncProgress>();
  readonly #progress = new Subject<UserProgress>();
  readonly #shutdown = new Subject<never>();

  constructor(
    @Inject(OXLIN_API) private readonly api: OxlinApi,
    @Inject(TRANSACTION_STORE) private readonly store: TransactionStore,
    @Inject(SYNC_OPTIONS) private readonly options: SyncAllOptions,
  ) {}

  /**
   * Gives one report for each bank as it ends, then completes. Whoever subscribes while a run is under way joins it; it
   * goes on when they leave, since what the banks send is to be stored all the same.
   */
  syncUserBanks(userId: string): Observable<BankReport> {
    return defer(() => this.#runs.get(userId) ?? this.#begin(userId));
  }

  /** Gives what a page draws: the state of the run under way, then every change, of later runs too. */
  progressOf(userId: string): Observable<SyncProgress> {
    return defer(() => {
      const state = this.#states.get(userId);
      const changes = this.#progress.pipe(
        filter((change) => change.userId === userId),
        map((change) => change.state),
      );
      return state === undefined ? changes : merge(of(state), changes);
    });
  }

  /** Frees every timer and socket, and tells whoever waits; the banks' own jobs go on. */
  onModuleDestroy(): void {
    this.#shutdown.error(new Error('bank sync: the service shuts down'));
    this.#progress.complete();
  }

  #begin(userId: string): Observable<BankReport> {
    const run = this.#reports(userId).pipe(
      // Its notifier never emits: it ends the run with the error of the shutdown.
      takeUntil(this.#shutdown),
      finalize(() => {
        this.#runs.delete(userId);
        this.#states.delete(userId);
      }),
      share({ connector: () => new ReplaySubject<BankReport>(), resetOnRefCountZero: false }),
    );
    this.#runs.set(userId, run);
    return run;
  }

  #reports(userId: string): Observable<BankReport> {
    return syncAllConnections(this.api.forUser(userId), this.options).pipe(
      connect((updates) =>
        merge(
          updates.pipe(
            progress(),
            tap((state) => this.#show({ userId, state })),
            ignoreElements(),
          ),
          updates.pipe(
            outcomes(),
            concatMap((outcome) => this.#report(userId, outcome)),
          ),
        ),
      ),
    );
  }

  #show(change: UserProgress): void {
    this.#states.set(change.userId, change.state);
    this.#progress.next(change);
  }

  /** A bank whose rows cannot be read or stored leaves the other banks alone. */
  #report(userId: string, outcome: Outcome): Observable<BankReport> {
    const { connectionId, result, whoMustAct, hasFreshData } = outcome;
    const report = { connectionId, result, whoMustAct, hasFreshData, stored: 0 };
    // Not by `result`: a partial or actionRequired sync may have brought rows through another channel.
    if (!hasFreshData) return of(report);
    return newTransactions(this.api.forUser(userId), outcome).pipe(
      toArray(),
      concatMap((batch) => from(this.store.save(userId, batch))),
      map((stored) => ({ ...report, stored })),
      catchError((error: unknown) => of({ ...report, trouble: isAggregationError(error) ? error.name : 'Error' })),
    );
  }
}
