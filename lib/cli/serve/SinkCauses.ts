import { catchError, defer, from } from 'rxjs';
import type { NotificationHandler } from '../../aggregators/yodlee/index.js';
import type { SqlTransaction } from '../../node/store/sqlite/index.js';
import type { ServeUpdate } from './describeServed.js';
import { sinkCauseOf } from './sinkCauseOf.js';

/** Why the sink did not take what it was given last, by user: the fan-out itself knows only that it did not. */
export class SinkCauses {
  private readonly causes = new Map<string, string>();

  /** Gives a sink whose failures are noted. */
  noting(sink: NotificationHandler<SqlTransaction>): NotificationHandler<SqlTransaction> {
    return (delivery) =>
      defer(() => from(sink(delivery))).pipe(
        catchError((error: unknown) => {
          this.causes.set(delivery.userId, sinkCauseOf(error));
          throw error;
        }),
      );
  }

  /** Adds to an update what the sink said; it is forgotten then. */
  told(update: ServeUpdate): ServeUpdate {
    if (!('userId' in update)) return update;
    const sinkCause = this.causes.get(update.userId);
    this.causes.delete(update.userId);
    return sinkCause !== undefined && 'cause' in update && update.cause === 'handlerFailed'
      ? { ...update, sinkCause }
      : update;
  }
}
