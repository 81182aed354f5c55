import { Observable, type SchedulerLike, type Subscriber } from 'rxjs';
import { digestBytes } from '../../model/digestBytes.js';
import type { WebhookNotification } from '../../model/WebhookNotification.js';
import type { DecodedNotice } from '../../ports/NotificationApi.js';
import { GrowingBytes } from './GrowingBytes.js';
import { inTurns } from './inTurns.js';
import { NoticeReader } from './NoticeReader.js';
import { PayloadBytes } from './PayloadBytes.js';
import { readWholeNotice } from './readWholeNotice.js';
import { splitUserData, type NoticeSplitter } from './splitUserData.js';

/** Up to here a body is read at one go; above, it is cut while it arrives. Unit: bytes */
const SMALL = 131_072;
/** How much is worked on without a pause. Unit: bytes */
const TURN = 65_536;
/** How much of a body without sense its digest is made of. Unit: bytes */
const HEAD = 65_536;

/** What a body is decoded with. */
export interface NoticeContext {
  readonly scheduler: SchedulerLike;
  /** On our clock. */
  readonly receivedAt: Date;
  /** Told of what is odd and does no harm. */
  readonly onAnomaly: (anomaly: string) => void;
  /** Gives the error that ends the stream when the body as a whole is no notification. @defaultValue it is quarantined */
  readonly brokenError?: (expected: string) => Error;
}

/**
 * Decodes the body of a notification, or of an answer of the events API, while it arrives.
 *
 * Takes JSON and the form field `payload`, whatever the label says. One bad entry is quarantined, the others flow; a body
 * without sense is quarantined, never refused; a kind that nobody knows passes as it is. The work is cut so that nobody
 * waits long, and memory does not grow with the body. Errors: those of the body.
 *
 * @param body bytes as they come
 * @param context clock and receipt
 * @example
 * decodeNotice(of(bytes), { scheduler, receivedAt, onAnomaly }).subscribe(console.log);
 */
export function decodeNotice(body: Observable<Uint8Array>, context: NoticeContext): Observable<DecodedNotice> {
  return new Observable((subscriber) => {
    const decoder = new NoticeDecoder(subscriber, context);
    return body.pipe(inTurns(TURN, context.scheduler)).subscribe({
      next: (chunk) => {
        decoder.write(chunk);
      },
      error: (error: unknown) => {
        subscriber.error(error);
      },
      complete: () => {
        try {
          decoder.end();
          subscriber.complete();
        } catch (error) {
          subscriber.error(error);
        }
      },
    });
  });
}

class NoticeDecoder {
  readonly #payload = new PayloadBytes();
  /** A body that is one chunk is not copied. */
  #only: Uint8Array | undefined;
  /** The whole of a small body; the head of a large one. */
  readonly #begun = new GrowingBytes();
  readonly #reader: NoticeReader;
  #splitter: NoticeSplitter | undefined;
  #bytes = 0;

  constructor(
    private readonly subscriber: Subscriber<DecodedNotice>,
    private readonly context: NoticeContext,
  ) {
    this.#reader = new NoticeReader(context.receivedAt, (decoded) => {
      subscriber.next(decoded);
    });
  }

  write(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    this.#take(this.#payload.write(chunk));
  }

  end(): void {
    this.#take(this.#payload.end());
    if (this.#splitter === undefined && this.#readWhole()) return;
    const broken = (this.#splitter ?? this.#split()).end();
    const expected = broken ?? (this.#reader.brokenMember ? 'JSON' : undefined);
    if (expected !== undefined) this.#setAside(this.#payload.lacksField ? 'a form field payload' : expected);
    const notification = this.#reader.end(this.#reader.users > 0);
    if (broken === undefined) this.#announce(notification, this.#reader.users);
  }

  #take(json: Uint8Array): void {
    if (this.#splitter !== undefined) {
      this.#splitter.write(json);
      return;
    }
    if (json.byteLength === 0) return;
    const first = this.#only;
    if (first === undefined && this.#begun.length === 0 && json.byteLength <= SMALL) {
      this.#only = json;
      return;
    }
    this.#only = undefined;
    if (first !== undefined) this.#begun.append(first, SMALL);
    if (this.#begun.length + json.byteLength <= SMALL) this.#begun.append(json, SMALL);
    else this.#split().write(json);
  }

  /** Has what came so far cut, and keeps no more than its head. */
  #split(): NoticeSplitter {
    const splitter = splitUserData(this.#reader);
    this.#splitter = splitter;
    if (this.#only !== undefined) this.#begun.append(this.#only, SMALL);
    this.#only = undefined;
    splitter.write(this.#begun.bytes);
    this.#begun.cutTo(HEAD);
    return splitter;
  }

  #readWhole(): boolean {
    const ready: DecodedNotice[] = [];
    const reader = new NoticeReader(this.context.receivedAt, (decoded) => ready.push(decoded));
    const text = utf8(this.#only ?? this.#begun.bytes);
    if (text === undefined || !readWholeNotice(text, reader)) return false;
    const notification = reader.end(reader.users > 0);
    for (const decoded of ready) this.subscriber.next(decoded);
    this.#announce(notification, reader.users);
    return true;
  }

  #announce(notification: WebhookNotification, users: number): void {
    const { userCount } = notification;
    if (userCount !== undefined && userCount !== users) this.context.onAnomaly('userCount');
    this.subscriber.next({ kind: 'notification', notification });
  }

  #setAside(expected: string): void {
    if (this.context.brokenError !== undefined) throw this.context.brokenError(expected);
    const digest = digestBytes(this.#begun.bytes.subarray(0, HEAD));
    this.#reader.quarantine({ digest, bytes: this.#bytes, failures: [{ path: '', expected }] });
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
