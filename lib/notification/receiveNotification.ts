import { catchError, defer, finalize, map, type Observable, pipe, type SchedulerLike, takeLast, tap } from 'rxjs';
import type { InboxStore } from '../ports/InboxStore.js';
import type { NoticeEnvelope, NotificationApi } from '../ports/NotificationApi.js';
import type { RawRequest, RawResponse } from '../ports/NotificationReceiver.js';
import { createGate } from './intake/createGate.js';
import { createInFlightBudget } from './intake/createInFlightBudget.js';
import { decodeNotice } from './intake/decodeNotice.js';
import { BATCHES_AT_ONCE, inBatches } from './intake/inBatches.js';
import { IntakeDesk } from './intake/IntakeDesk.js';
import { keepKnownUsers } from './intake/keepKnownUsers.js';
import type { NotificationIntake } from './intake/NotificationIntake.js';
import { type IntakeOptions, resolveIntakeOptions } from './intake/options.js';
import { type KeptBatch, putInto } from './intake/putInto.js';
import { Valve } from './intake/Valve.js';

/**
 * Makes the receiver of one tenant's webhooks: a pure function from a raw request to its answer.
 *
 * ```marble
 * body      a-b-c|
 * put       --p--(pp|)
 * answer    ------(r|)  once all is on stable storage
 * ```
 *
 * 200 says that every window of the body is on stable storage, what could not be used is in the quarantine, and what is
 * of another kind was published; a probe, garbage and users who are not ours get the same. 404: wrong secret or address.
 * 413, 408, 415, 405: too large, too slow, compressed, another method. 503 with `Retry-After`: something could not be
 * kept, so the sender has to come again; windows that were stored already do no harm then.
 *
 * The body is read while it is stored, and held back while the store is busy: memory does not grow with it. Cold: it is
 * read when the answer is subscribed to; unsubscribing gives everything back, but what is stored stays stored. Never
 * errors; what is behind a 503 comes out of `failures$`. Throws InvalidOptionError at the call.
 *
 * @param api whose notifications
 * @param inbox where their windows go
 * @param options the secret, and limits
 * @example
 * const receive = receiveNotification(yodlee, inbox, { pathSecret: secret, knownUser: (_, userId) => ours.has(userId) });
 * receive.notifications$.subscribe(({ kind, info }) => console.log(kind, info));
 * createServer(INTAKE_SERVER_OPTIONS, notificationListener(receive)).listen(8080);
 */
export function receiveNotification(
  api: NotificationApi,
  inbox: Pick<InboxStore, 'put' | 'quarantine'>,
  options: IntakeOptions,
): NotificationIntake {
  const settings = resolveIntakeOptions(options);
  const gate = createGate(settings);
  const inFlight = settings.inFlight ?? createInFlightBudget(settings.inFlightBytes);
  const desk = new IntakeDesk(api, settings.retryAfterMs);
  const keep = pipe(
    keepKnownUsers(api, settings),
    putInto(inbox, api, settings),
    tap((kept: KeptBatch) => desk.counters.kept(kept)),
  );
  const receive = (request: RawRequest): Observable<RawResponse> =>
    defer(() => {
      const claim = inFlight.claim();
      const valve = new Valve(BATCHES_AT_ONCE, request.flow);
      desk.counters.received();
      return gate.admit(request, { claim, valve, scheduler: api.scheduler }).pipe(
        tap(() => desk.counters.inFlight(inFlight.usedBytes())),
        decodeNotice(api, envelopeOf(request, api.scheduler)),
        inBatches(keep, valve),
        takeLast(1),
        map((kept) => desk.receipt(kept)),
        catchError((error: unknown) => desk.refuse(error)),
        finalize(() => {
          claim.unsubscribe();
          desk.counters.inFlight(inFlight.usedBytes());
        }),
      );
    });
  return Object.assign(receive, { tenant: api.tenant, opens: gate.opens, ...toListenTo(desk) });
}

function toListenTo(desk: IntakeDesk): Pick<NotificationIntake, 'notifications$' | 'failures$'> {
  const { notifications, failures } = desk.told();
  // eslint-disable-next-line rxjs-x/no-finnish -- the names of NotificationIntake
  return { notifications$: notifications, failures$: failures };
}

function envelopeOf({ headers }: RawRequest, scheduler: SchedulerLike): NoticeEnvelope {
  const contentType = headers['content-type'];
  return { receivedAt: new Date(scheduler.now()), ...(contentType !== undefined && { contentType }) };
}
