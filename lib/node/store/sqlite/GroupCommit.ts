import { Observable } from 'rxjs';
import type { AggregationError } from '../../../errors/AggregationError.js';
import { isAggregationError } from '../../../errors/isAggregationError.js';
import type { WriteOptions } from '../../../store/rules/InboxEngine.js';
import type { SqliteFile } from './SqliteFile.js';
import { isFatal, storeFaultOf, toStoreError } from './storeFaultOf.js';

/** Rows of one transaction, about, and the time after which it takes no more jobs: more would hold up the loop. */
const MOST_ROWS = 2_048;
const MOST_MS = 6;

const REFUSALS: readonly AggregationError['name'][] = ['LeaseLostError', 'InvalidOptionError', 'JournalMissError'];

/** What is kept beside the file while a transaction is open. */
export interface CommitHooks {
  /** Unit: ms */
  readonly now: () => number;
  /** Writes down what was held back. */
  readonly beforeCommit: () => void;
  /** Gives a way back to how things are now. */
  readonly mark: () => () => void;
}

interface Job {
  readonly operation: string;
  readonly isRead: boolean;
  readonly weight: number;
  readonly isForeign: boolean;
  /** Runs it and gives what to do once that is on stable storage. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
  isCancelled: boolean;
}

/**
 * Lets all who want to write in the same turn of the loop share one transaction, and so one sync of the disk.
 *
 * Whoever fails fails alone. Memory: O(calls under way).
 *
 * @param file where to
 * @param hooks what goes with the transaction
 */
export class GroupCommit {
  private queue: Job[] = [];
  private isScheduled = false;

  constructor(
    private readonly file: SqliteFile,
    private readonly hooks: CommitHooks,
  ) {}

  write<T>(operation: string, run: () => T, options: WriteOptions<T> = {}): Observable<T> {
    return this.enqueue(operation, run, options, false);
  }

  read<T>(operation: string, run: () => T): Observable<T> {
    return this.enqueue(operation, run, {}, true);
  }

  /** Calls back when nothing is under way any more. */
  whenIdle(then: () => void): void {
    if (this.queue.length === 0) then();
    else
      setImmediate(() => {
        this.whenIdle(then);
      });
  }

  private enqueue<T>(operation: string, run: () => T, options: WriteOptions<T>, isRead: boolean): Observable<T> {
    const { weight = 1, isForeign = false, after } = options;
    return new Observable<T>((subscriber) => {
      const job: Job = {
        operation,
        isRead,
        weight,
        isForeign,
        isCancelled: false,
        run: () => {
          const value = run();
          return () => {
            after?.(value);
            subscriber.next(value);
            subscriber.complete();
          };
        },
        fail: (error) => {
          subscriber.error(toStoreError(error, operation));
        },
      };
      this.queue.push(job);
      this.schedule();
      return () => {
        job.isCancelled = true;
      };
    });
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.flush();
    });
  }

  private flush(): void {
    const batch = this.takeBatch();
    if (this.queue.length > 0) this.schedule();
    if (batch.length === 0) return;
    if (batch.every(({ isRead }) => isRead)) this.runReads(batch);
    else this.runTogether(batch);
  }

  private takeBatch(): readonly Job[] {
    let rows = 0;
    let taken = 0;
    for (const { weight } of this.queue) {
      if (taken > 0 && rows + weight > MOST_ROWS) break;
      rows += weight;
      taken += 1;
    }
    return this.queue.splice(0, taken).filter(({ isCancelled }) => !isCancelled);
  }

  private runTogether(batch: readonly Job[]): void {
    let settles: readonly (() => void)[];
    try {
      settles = this.transact(batch);
    } catch (error) {
      this.recover(batch, error);
      return;
    }
    const rest = batch.slice(settles.length);
    if (rest.length > 0) {
      this.queue.unshift(...rest);
      this.schedule();
    }
    for (const settle of settles) settle();
  }

  /** Nobody's fault becomes his neighbour's: each runs again alone, unless the disk itself is at fault. */
  private recover(batch: readonly Job[], error: unknown): void {
    const fault = storeFaultOf(error);
    const isHopeless = fault !== undefined && (isFatal(fault) || fault === 'locked' || fault === 'closed');
    if (fault !== undefined && isFatal(fault)) this.file.drop();
    const [only, second] = batch;
    if (isHopeless || (only !== undefined && second === undefined && !only.isRead)) {
      for (const job of batch) if (!job.isRead) job.fail(error);
      this.runReads(batch.filter(({ isRead }) => isRead));
      return;
    }
    for (const job of batch) {
      if (job.isRead) this.runReads([job]);
      else this.runTogether([job]);
    }
  }

  /** Runs the first of a batch, at least one, until it is time to sync; gives how to tell each of them. */
  private transact(batch: readonly Job[]): readonly (() => void)[] {
    const { file, hooks } = this;
    // Whatever opens the file makes anew what is marked.
    file.use();
    const restore = hooks.mark();
    const settles: (() => void)[] = [];
    try {
      file.exec('BEGIN IMMEDIATE');
      const began = hooks.now();
      for (const job of batch) {
        settles.push(job.isForeign ? this.runForeign(job) : runOwn(job));
        if (hooks.now() - began >= MOST_MS) break;
      }
      hooks.beforeCommit();
      file.exec('COMMIT');
      return settles;
    } catch (error) {
      restore();
      this.rollBack();
      throw error;
    }
  }

  private runForeign(job: Job): () => void {
    const { file, hooks } = this;
    const restore = hooks.mark();
    file.exec('SAVEPOINT foreign_work');
    try {
      const settle = job.run();
      file.exec('RELEASE foreign_work');
      return settle;
    } catch (error) {
      if (storeFaultOf(error) !== undefined) throw error;
      restore();
      file.exec('ROLLBACK TO foreign_work; RELEASE foreign_work');
      return () => {
        job.fail(error);
      };
    }
  }

  private rollBack(): void {
    try {
      if (this.file.isInTransaction()) this.file.exec('ROLLBACK');
    } catch {
      this.file.drop();
    }
  }

  private runReads(jobs: readonly Job[]): void {
    for (const job of jobs) {
      try {
        this.file.use();
        job.run()();
      } catch (error) {
        const fault = storeFaultOf(error);
        if (fault !== undefined && isFatal(fault)) this.file.drop();
        job.fail(error);
      }
    }
  }
}

/** What our own code refuses, it refuses before it writes anything. */
function runOwn(job: Job): () => void {
  try {
    return job.run();
  } catch (error) {
    if (!isAggregationError(error) || !REFUSALS.includes(error.name)) throw error;
    return () => {
      job.fail(error);
    };
  }
}
