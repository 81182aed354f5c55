import type { Intent } from '../../model/Intent.js';
import type { QuarantinedNotice } from '../../model/QuarantinedNotice.js';
import type { WebhookNotification } from '../../model/WebhookNotification.js';
import type { DecodedNotice } from '../../ports/NotificationApi.js';

/** What is known when a body has ended. */
export interface WholeNotice {
  readonly notification?: WebhookNotification;
  /** Users met, good and bad. */
  readonly users: number;
  /** Entries that could not be used. */
  readonly bad: number;
}

/** A part of a body that goes to the store at once. */
export interface NoticeBatch {
  readonly intents: readonly Intent[];
  readonly quarantined: readonly QuarantinedNotice[];
  /** Only with the last part. */
  readonly whole?: WholeNotice;
}

/** Entries that make a batch: one commit of a store carries several of the decoder's groups. */
export const BATCH_ENTRIES = 512;

/** Collects the groups of one body into batches. */
export class Batcher {
  private intents: Intent[] = [];
  private quarantined: QuarantinedNotice[] = [];
  private notification: WebhookNotification | undefined;
  private lastUser: string | undefined;
  private users = 0;
  private bad = 0;

  /** Takes a group in; gives a batch when one is full. */
  add(notice: DecodedNotice): readonly NoticeBatch[] {
    switch (notice.kind) {
      case 'intents':
        this.addIntents(notice.intents);
        break;
      case 'quarantined':
        this.bad += notice.notices.length;
        this.users += notice.notices.length;
        this.quarantined.push(...notice.notices);
        break;
      case 'notification':
        this.notification = notice.notification;
    }
    return this.intents.length + this.quarantined.length < BATCH_ENTRIES ? [] : [this.cut()];
  }

  /** Gives what is left. */
  rest(): NoticeBatch {
    const { users, bad, notification } = this;
    return { ...this.cut(), whole: { users, bad, ...(notification && { notification }) } };
  }

  private addIntents(intents: readonly Intent[]): void {
    for (const intent of intents) {
      // The windows of one user follow each other: counting changes of the name needs no memory of all names.
      if (intent.userId !== this.lastUser) this.users += 1;
      this.lastUser = intent.userId;
      this.intents.push(intent);
    }
  }

  private cut(): NoticeBatch {
    const batch = { intents: this.intents, quarantined: this.quarantined };
    this.intents = [];
    this.quarantined = [];
    return batch;
  }
}
