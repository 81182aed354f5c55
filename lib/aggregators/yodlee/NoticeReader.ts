import type { DataWindow } from '../../model/DataWindow.js';
import type { DecodeFailure } from '../../model/DecodeFailure.js';
import { digestBytes } from '../../model/digestBytes.js';
import type { Decoded } from '../../model/decodeWith.js';
import type { LoginName } from '../../model/Identity.js';
import type { Intent } from '../../model/Intent.js';
import { parseJson } from '../../model/parseJson.js';
import type { QuarantinedNotice } from '../../model/QuarantinedNotice.js';
import type { WebhookNotification } from '../../model/WebhookNotification.js';
import type { DecodedNotice } from '../../ports/NotificationApi.js';
import { noticeKind } from './noticeKind.js';
import { parseWindow } from './parseWindow.js';
import { entryReader, type EntryReading, type ReadEntry } from './readEntry.js';
import type { NoticeLevel, NoticePieces } from './splitUserData.js';
import { toNotification, type NoticeMembers } from './wire/toNotification.js';

/** Intents, or bad entries, that are handed on at once. */
const GROUP = 64;
const NO_WINDOW: readonly DecodeFailure[] = [{ path: 'fromDate', expected: 'a date' }];
const UNLINKED: readonly DecodeFailure[] = [{ path: 'links', expected: 'a link with rel getUserData' }];

/** An entry that cannot be judged before the rest of the notification is known. */
interface Waiting {
  /** Its window is that of the notification; else it has no link that we know. */
  readonly unbound: boolean;
  readonly userId: LoginName;
  readonly digest: string;
  readonly bytes: number;
}

/**
 * Makes intents, bad entries and a notification out of the pieces of a body.
 *
 * Memory: two groups, the members beside the users, and those entries that wait for a window which comes after them.
 *
 * @example
 * const reader = new NoticeReader(receivedAt, emit);
 * const splitter = splitUserData(reader);
 */
export class NoticeReader implements NoticePieces {
  /** Entries so far. */
  users = 0;
  /** A member was no JSON. */
  brokenMember = false;
  readonly #members = {
    root: new Map<string, unknown>(),
    event: new Map<string, unknown>(),
    data: new Map<string, unknown>(),
  };
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  readonly #readEntry: ReadEntry;
  #intents: Intent[] = [];
  #bad: QuarantinedNotice[] = [];
  #waiting: Waiting[] = [];

  constructor(
    private readonly receivedAt: Date,
    private readonly emit: (decoded: DecodedNotice) => void,
  ) {
    this.#readEntry = entryReader(receivedAt);
  }

  entries(bytes: Uint8Array, bounds: readonly number[]): void {
    const list = this.#parsed(bytes.subarray(bounds[0], bounds.at(-1)));
    if (list !== undefined && list.length * 2 === bounds.length) {
      list.forEach((entry, at) => {
        const reading = this.#readEntry(entry);
        if (!this.#settled(reading)) this.#setAside(reading, bytes.subarray(bounds[2 * at], bounds[2 * at + 1]));
      });
      return;
    }
    for (let at = 0; at < bounds.length; at += 2) {
      const own = bytes.subarray(bounds[at], bounds[at + 1]);
      const alone = this.#parsed(own);
      const reading = alone?.length === 1 ? this.#readEntry(alone[0]) : undefined;
      if (reading === undefined) this.refusedEntry(own, own.byteLength, 'JSON');
      else if (!this.#settled(reading)) this.#setAside(reading, own);
    }
  }

  refusedEntry(head: Uint8Array, length: number, expected: string): void {
    this.users++;
    this.quarantine({ digest: digestBytes(head), bytes: length, failures: [{ path: '', expected }] });
  }

  member(level: NoticeLevel, key: string, value: Uint8Array | undefined): void {
    if (value === undefined) return;
    try {
      this.#members[level].set(key, parseJson(this.#utf8.decode(value)));
    } catch {
      this.brokenMember = true;
    }
  }

  /** Takes what was parsed elsewhere; false when some entry needs its bytes looked at. */
  takeParsed(members: NoticeMembers, entries: readonly unknown[]): boolean {
    for (const level of ['root', 'event', 'data'] as const) {
      for (const [key, value] of members[level]) this.#members[level].set(key, value);
    }
    return entries.every((entry) => this.#settled(this.#readEntry(entry)));
  }

  quarantine(notice: Omit<QuarantinedNotice, 'receivedAt'>): void {
    this.#bad.push({ receivedAt: this.receivedAt, ...notice });
    if (this.#bad.length === GROUP) this.#flush();
  }

  /** Judges what waited, hands on what is left, and gives the notification. */
  end(hasUsers: boolean): WebhookNotification {
    const window = this.#window();
    const isData = this.#kind(hasUsers) === 'dataUpdates';
    for (const { unbound, userId, digest, bytes } of this.#waiting) {
      if (unbound && window?.kind === 'decoded') this.#add(userId, window.value);
      else if (unbound || isData) {
        const failures = unbound ? failuresOf(window) : UNLINKED;
        this.quarantine({ digest, bytes, userId, failures });
      }
    }
    this.#waiting = [];
    this.#flush();
    const known = window?.kind === 'decoded' ? window.value : undefined;
    return toNotification(this.#members, { receivedAt: this.receivedAt, hasUsers, window: known });
  }

  /** Takes an entry of which nothing is amiss; everything else has to be set aside with its bytes. */
  #settled({ userId, windows, unbound, linked, failures }: EntryReading): boolean {
    if (userId === undefined || unbound || !linked || failures.length > 0) return false;
    this.users++;
    for (const window of windows) this.#add(userId, window);
    return true;
  }

  #setAside({ userId, windows, unbound, linked, failures }: EntryReading, own: Uint8Array): void {
    this.users++;
    const [digest, bytes] = [digestBytes(own), own.byteLength];
    if (failures.length > 0) this.quarantine({ digest, bytes, ...(userId === undefined ? {} : { userId }), failures });
    if (userId === undefined) return;
    for (const window of windows) this.#add(userId, window);
    if (unbound || !linked) this.#waiting.push({ unbound, userId, digest, bytes });
  }

  #add(userId: LoginName, window: DataWindow): void {
    this.#intents.push({ userId, window });
    if (this.#intents.length < GROUP) return;
    this.emit({ kind: 'intents', intents: this.#intents });
    this.#intents = [];
  }

  #flush(): void {
    if (this.#intents.length > 0) this.emit({ kind: 'intents', intents: this.#intents });
    if (this.#bad.length > 0) this.emit({ kind: 'quarantined', notices: this.#bad });
    this.#intents = [];
    this.#bad = [];
  }

  #window(): Decoded<DataWindow> | undefined {
    const { data } = this.#members;
    const [from, to] = [data.get('fromDate'), data.get('toDate')];
    return typeof from === 'string' && typeof to === 'string' ? parseWindow(from, to, this.receivedAt) : undefined;
  }

  #kind(hasUsers: boolean): WebhookNotification['kind'] {
    const info = this.#members.event.get('info') ?? this.#members.root.get('info');
    return noticeKind(typeof info === 'string' ? info : '', hasUsers);
  }

  /** Entries with commas between them; undefined when some of it is no JSON. */
  #parsed(bytes: Uint8Array): readonly unknown[] | undefined {
    try {
      const list: unknown = JSON.parse(`[${this.#utf8.decode(bytes)}]`);
      return Array.isArray(list) ? list : undefined;
    } catch {
      return undefined;
    }
  }
}

function failuresOf(window: Decoded<DataWindow> | undefined): readonly DecodeFailure[] {
  return window?.kind === 'refused' ? window.failures : NO_WINDOW;
}
