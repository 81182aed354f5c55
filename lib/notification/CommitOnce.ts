import { AsyncSubject, defer, type Observable, tap, throwError } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import type { InboxStore, Lease } from '../ports/InboxStore.js';
import type { Ending } from './FanOut.js';
import { HandlerFailedError } from './HandlerFailedError.js';

/** What a handler commits of one delivery, and how that went. */
export class CommitOnce<Tx> {
  private last: AsyncSubject<void> | undefined;
  private isAsked = false;

  constructor(
    private readonly inbox: Pick<InboxStore<Tx>, 'commit' | 'supports' | 'durability'>,
    private readonly lease: Lease,
    private readonly ending: Ending,
  ) {}

  /** How the last commit goes, as soon as that is known: completes when it is done; undefined when there was none. */
  get result(): Observable<void> | undefined {
    return this.last?.asObservable();
  }

  /** A commit was made and nobody subscribed to any: its work never ran. */
  get isForgotten(): boolean {
    return this.isAsked && this.last === undefined;
  }

  /** Emits what `work` gives once it is stored and acknowledged. */
  run<T>(work: (transaction: Tx) => T): Observable<T> {
    this.isAsked = true;
    return defer(() => {
      const { inbox, lease, ending } = this;
      const result = new AsyncSubject<void>();
      let isKnown = false;
      const succeed = (): void => {
        isKnown = true;
        result.complete();
      };
      const fail = (error: unknown): void => {
        if (isKnown) return;
        isKnown = true;
        ending.isBegun = false;
        result.error(error);
      };
      this.last = result;
      ending.isBegun = true;
      const made = inbox.supports.commit ? inbox.commit(lease, work) : throwError(() => withoutCommit(inbox));
      return made.pipe(
        tap({
          next: succeed,
          error: fail,
          complete: succeed,
          unsubscribe: () => {
            fail(new HandlerFailedError('handlerFailed'));
          },
        }),
      );
    });
  }
}

function withoutCommit({ durability }: Pick<InboxStore, 'durability'>): InvalidOptionError {
  return new InvalidOptionError('inbox', durability.engine, 'an engine with `commit`');
}
