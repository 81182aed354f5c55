import type { WebhookNotification } from '../../model/WebhookNotification.js';
import type { NotificationApi } from '../../ports/NotificationApi.js';
import type { WholeNotice } from './NoticeBatch.js';
import type { KeptBatch } from './putInto.js';
import type { RefusalReason } from './Refusal.js';

/** Counts what a receiver did: by tenant, reason and kind, never by user. */
export class IntakeCounters {
  constructor(private readonly api: Pick<NotificationApi, 'tenant' | 'telemetry'>) {}

  /** `notices_received_total`: webhooks, probes and strangers' attempts. */
  received(): void {
    this.count('notices_received_total', 1);
  }

  /** `notice_bytes_in_flight`, of all receivers that share the budget. */
  inFlight(bytes: number): void {
    this.api.telemetry.gauge('notice_bytes_in_flight', bytes, { tenant: this.api.tenant });
  }

  /** `notices_refused_total{reason}` */
  refused(reason: RefusalReason): void {
    this.count('notices_refused_total', 1, { reason });
  }

  /** `notice_windows_total{result}` and `quarantined_total` */
  kept({ batch, receipt, strangers }: KeptBatch): void {
    const { added, known, erased, expired } = receipt;
    for (const [result, windows] of Object.entries({ added, known, erased, expired, stranger: strangers })) {
      this.count('notice_windows_total', windows, { result });
    }
    this.count('quarantined_total', batch.quarantined.length);
  }

  /** `notices_accepted_total{kind}` and `notice_users_total` */
  accepted({ notification, users }: WholeNotice): void {
    const kind: WebhookNotification['kind'] | 'none' = notification?.kind ?? 'none';
    this.count('notices_accepted_total', 1, { kind });
    this.count('notice_users_total', users);
  }

  private count(name: string, by: number, labels: Readonly<Record<string, string>> = {}): void {
    if (by > 0) this.api.telemetry.count(name, by, { tenant: this.api.tenant, ...labels });
  }
}
