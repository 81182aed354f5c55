import { type Observable, of, Subject } from 'rxjs';
import type { WebhookNotification } from '../../model/WebhookNotification.js';
import type { NotificationApi } from '../../ports/NotificationApi.js';
import type { RawResponse } from '../../ports/NotificationReceiver.js';
import { RECEIPT, refusalAnswer } from './answers.js';
import { IntakeCounters } from './IntakeCounters.js';
import type { IntakeFailure } from './NotificationIntake.js';
import type { KeptBatch } from './putInto.js';
import { Refusal } from './Refusal.js';

/** Writes the answers of one receiver, and tells the application what they rest on. */
export class IntakeDesk {
  readonly counters: IntakeCounters;
  private readonly notifications = new Subject<WebhookNotification>();
  private readonly failures = new Subject<IntakeFailure>();

  constructor(
    private readonly api: Pick<NotificationApi, 'tenant' | 'telemetry'>,
    private readonly retryAfterMs: number,
  ) {
    this.counters = new IntakeCounters(api);
  }

  /** Gives what the application may listen to. */
  told(): { readonly notifications: Observable<WebhookNotification>; readonly failures: Observable<IntakeFailure> } {
    return { notifications: this.notifications.asObservable(), failures: this.failures.asObservable() };
  }

  /** Answers when the last part of a body is kept. */
  receipt({ batch: { whole } }: KeptBatch): RawResponse {
    if (whole !== undefined) this.counters.accepted(whole);
    if (whole?.notification !== undefined) this.notifications.next(whole.notification);
    return RECEIPT;
  }

  /** Answers when a stage has refused. */
  refuse(error: unknown): Observable<RawResponse> {
    const { reason, cause } = error instanceof Refusal ? error : new Refusal('decode', { cause: error });
    const answer = refusalAnswer(reason, this.retryAfterMs);
    this.counters.refused(reason);
    if (answer.status === 503) {
      this.failures.next({ tenant: this.api.tenant, reason, ...(cause !== undefined && { cause }) });
    }
    return of(answer);
  }
}
