import type { RequestListener } from 'node:http';
import { BehaviorSubject, defer, finalize, of, type Observable } from 'rxjs';
import type { NotificationReceiver, RawResponse } from '../../aggregators/yodlee/index.js';
import { notificationListener } from '../../node/index.js';

/** A listener that can be told to take nothing more. */
export interface IntakeListener {
  readonly serve: RequestListener;
  /** Webhooks that are being taken in, now and whenever that changes. */
  readonly underWay: Observable<number>;
}

const DRAINING: RawResponse = {
  status: 503,
  headers: { 'retry-after': '30', 'cache-control': 'no-store', 'content-type': 'text/plain' },
  body: 'shutting down',
};

/**
 * Serves a receiver until it is to stop; from then on the answer is 503, so that upstream comes again.
 *
 * @param receive the receiver
 * @param options the signal to stop, and where errors go
 * @example
 * listening({ address, serve: intakeListener(receive, { drain, onError }).serve });
 */
export function intakeListener(
  receive: NotificationReceiver,
  { drain, onError }: { readonly drain: AbortSignal; readonly onError: (error: unknown) => void },
): IntakeListener {
  const underWay = new BehaviorSubject(0);
  const untilDrained: NotificationReceiver = (request) =>
    defer(() => {
      if (drain.aborted) return of(DRAINING);
      underWay.next(underWay.value + 1);
      return receive(request).pipe(
        finalize(() => {
          underWay.next(underWay.value - 1);
        }),
      );
    });
  const listener = notificationListener(untilDrained, { onError });
  return { serve: (request, response) => void listener(request, response), underWay };
}
