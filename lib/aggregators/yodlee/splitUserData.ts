import { GrowingBytes } from './GrowingBytes.js';
import { JsonScan } from './JsonScan.js';

/** Which object a member belongs to. */
export type NoticeLevel = 'root' | 'event' | 'data';

/** Takes the pieces of a body in the order in which they come; bytes are lent for the length of the call. */
export interface NoticePieces {
  /** Entries of `userData`, with commas between them; `bounds` holds start and end of each. */
  entries(bytes: Uint8Array, bounds: readonly number[]): void;
  /** An entry that is too deep or too long to be kept; `head` is how it begins. */
  refusedEntry(head: Uint8Array, length: number, expected: string): void;
  /** Any other member; undefined when it was too deep or too long. */
  member(level: NoticeLevel, key: string, value: Uint8Array | undefined): void;
}

/** Cuts one body. */
export interface NoticeSplitter {
  /** Takes the next bytes. */
  write(chunk: Uint8Array): void;
  /** Says that the body is over; tells what was expected where it stopped being a notification. */
  end(): string | undefined;
}

/** Deepest nesting of an entry or member. Unit: levels */
const MOST_LEVELS = 32;
/** Longest entry that is kept. Unit: bytes */
const LONGEST_ENTRY = 262_144;
/** Longest that all other members together may be, to be kept. Unit: bytes */
const MOST_MEMBERS = 262_144;
/** Longest key that can mean something. Unit: bytes */
const LONGEST_KEY = 256;
/** Entries that are handed over at once. */
const GROUP = 64;
const TOO_DEEP = `at most ${String(MOST_LEVELS)} levels`;
const TOO_LONG = `at most ${String(LONGEST_ENTRY)} bytes`;

type State =
  | 'start'
  | 'keyOrEnd'
  | 'key'
  | 'inKey'
  | 'colon'
  | 'value'
  | 'entryOrEnd'
  | 'entry'
  | 'inValue'
  | 'after'
  | 'done'
  | 'failed';

/**
 * Cuts the body of a notification into the entries of `userData` and its other members, while it arrives, without
 * parsing it whole. Keys may come in any order, and chunks may end anywhere.
 *
 * Knows `{"event":{"data":{"userData":[…]}}}` with and without `event`. Memory: the longest entry, at most 256 KiB, and
 * as much for the other members; what is larger or nested deeper than 32 levels is passed over and said so. Nothing but
 * brackets, strings and separators is checked: whoever parses the pieces finds out about the rest.
 *
 * @param pieces takes what was cut
 * @example
 * const splitter = splitUserData(pieces);
 * splitter.write(chunk);
 * splitter.end(); // undefined, or what was expected
 */
export function splitUserData(pieces: NoticePieces): NoticeSplitter {
  return new Splitter(pieces);
}

class Splitter implements NoticeSplitter {
  #state: State = 'start';
  #levels: (NoticeLevel | 'userData')[] = [];
  #key = '';
  #failure = 'JSON';
  #begun = 0;
  /** Where the open key or value begins in this chunk; 0 when it began in an earlier one. */
  #start = 0;
  #memberBytesLeft = MOST_MEMBERS;
  #bounds: number[] = [];
  readonly #scan = new JsonScan();
  readonly #kept = new GrowingBytes();

  constructor(private readonly pieces: NoticePieces) {}

  write(chunk: Uint8Array): void {
    let at = 0;
    this.#start = 0;
    while (at < chunk.length && this.#state !== 'failed') at = this.#step(chunk, at);
    this.#handOver(chunk);
    if (this.#state === 'inKey' || this.#state === 'inValue') this.#keep(chunk.subarray(this.#start));
  }

  end(): string | undefined {
    if (this.#state === 'done') return undefined;
    return this.#state === 'failed' || this.#state === 'start' ? this.#failure : 'a complete JSON document';
  }

  #step(chunk: Uint8Array, at: number): number {
    if (this.#state === 'inValue') return this.#readValue(chunk, at);
    if (this.#state === 'inKey') return this.#readKey(chunk, at);
    const byte = chunk[at] ?? 0;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at + 1;
    switch (this.#state) {
      case 'after':
        return this.#separated(chunk, byte, at);
      case 'entry':
      case 'entryOrEnd':
      case 'value':
        return this.#beginValue(chunk, byte, at);
      case 'key':
      case 'keyOrEnd':
        return this.#beginKey(chunk, byte, at);
      case 'colon':
        return byte === 0x3a ? this.#go('value', at) : this.#fail('JSON', at);
      case 'start':
        return this.#open(byte, at);
      default:
        return this.#fail('nothing after the document', at);
    }
  }

  /** One byte order mark may stand in front. */
  #open(byte: number, at: number): number {
    const mark = [0xef, 0xbb, 0xbf][this.#begun];
    if (byte === mark) {
      this.#begun++;
      return at + 1;
    }
    if (byte !== 0x7b || this.#begun % 3 !== 0) return this.#fail('a JSON object', at);
    this.#levels.push('root');
    return this.#go('keyOrEnd', at);
  }

  #beginKey(chunk: Uint8Array, byte: number, at: number): number {
    if (byte === 0x7d && this.#state === 'keyOrEnd') return this.#close(chunk, at);
    if (byte !== 0x22) return this.#fail('JSON', at);
    this.#start = at;
    this.#state = 'inKey';
    return this.#scan.begin(chunk, at);
  }

  #readKey(chunk: Uint8Array, from: number): number {
    const at = this.#scan.advance(chunk, from);
    if (this.#scan.open) return at;
    const text = this.#taken(chunk, at, LONGEST_KEY);
    this.#key = text === undefined ? '' : keyOf(text);
    this.#kept.clear();
    this.#state = 'colon';
    return at;
  }

  #beginValue(chunk: Uint8Array, byte: number, at: number): number {
    const level = this.#levels.at(-1);
    if (level === 'userData') {
      if (byte === 0x5d && this.#state === 'entryOrEnd') return this.#close(chunk, at);
    } else {
      const inner = byte === 0x7b ? objectAt(level, this.#key) : undefined;
      if (inner !== undefined) {
        this.#levels.push(inner);
        return this.#go('keyOrEnd', at);
      }
      if (byte === 0x5b && level === 'data' && this.#key === 'userData') {
        this.#levels.push('userData');
        return this.#go('entryOrEnd', at);
      }
    }
    if (byte === 0x2c || byte === 0x3a || byte === 0x5d || byte === 0x7d) return this.#fail('JSON', at);
    this.#start = at;
    this.#state = 'inValue';
    return this.#scan.begin(chunk, at);
  }

  #readValue(chunk: Uint8Array, from: number): number {
    const at = this.#scan.advance(chunk, from);
    if (this.#scan.open) return at;
    if (this.#levels.at(-1) === 'userData') this.#entry(chunk, at);
    else this.#member(chunk, at);
    this.#state = 'after';
    return at;
  }

  #entry(chunk: Uint8Array, end: number): void {
    const bytes = this.#kept.length === 0 ? end - this.#start : this.#kept.length + end;
    const deep = this.#scan.deepest > MOST_LEVELS;
    if (this.#kept.length === 0 && !deep && bytes <= LONGEST_ENTRY) {
      this.#bounds.push(this.#start, end);
      if (this.#bounds.length >= 2 * GROUP) this.#handOver(chunk);
      return;
    }
    this.#handOver(chunk);
    this.#kept.append(chunk.subarray(this.#start, end), LONGEST_ENTRY);
    const kept = this.#kept.bytes;
    if (deep || bytes > LONGEST_ENTRY) this.pieces.refusedEntry(kept, bytes, deep ? TOO_DEEP : TOO_LONG);
    else this.pieces.entries(kept, [0, bytes]);
    this.#kept.clear();
  }

  #member(chunk: Uint8Array, end: number): void {
    const level = this.#levels.at(-1);
    const value = this.#taken(chunk, end, this.#memberBytesLeft);
    this.#memberBytesLeft -= value?.byteLength ?? 0;
    const usable = this.#scan.deepest > MOST_LEVELS ? undefined : value;
    if (level !== undefined && level !== 'userData') this.pieces.member(level, this.#key, usable);
    this.#kept.clear();
  }

  #separated(chunk: Uint8Array, byte: number, at: number): number {
    const inList = this.#levels.at(-1) === 'userData';
    if (byte === 0x2c) return this.#go(inList ? 'entry' : 'key', at);
    return byte === (inList ? 0x5d : 0x7d) ? this.#close(chunk, at) : this.#fail('JSON', at);
  }

  #close(chunk: Uint8Array, at: number): number {
    if (this.#levels.pop() === 'userData') this.#handOver(chunk);
    return this.#go(this.#levels.length === 0 ? 'done' : 'after', at);
  }

  #go(state: State, at: number): number {
    this.#state = state;
    return at + 1;
  }

  #fail(expected: string, at: number): number {
    this.#failure = expected;
    return this.#go('failed', at);
  }

  /** The open key or value, whole, unless it is longer than allowed. */
  #taken(chunk: Uint8Array, end: number, longest: number): Uint8Array | undefined {
    const here = chunk.subarray(this.#start, end);
    if (this.#kept.length + here.byteLength > longest) return undefined;
    if (this.#kept.length === 0) return here;
    this.#kept.append(here, longest);
    return this.#kept.bytes;
  }

  #keep(part: Uint8Array): void {
    this.#kept.append(part, this.#levels.at(-1) === 'userData' ? LONGEST_ENTRY : MOST_MEMBERS);
  }

  #handOver(chunk: Uint8Array): void {
    if (this.#bounds.length === 0) return;
    this.pieces.entries(chunk, this.#bounds);
    this.#bounds = [];
  }
}

function objectAt(level: NoticeLevel | undefined, key: string): NoticeLevel | undefined {
  if (level === 'root' && key === 'event') return 'event';
  return key === 'data' && level !== 'data' ? 'data' : undefined;
}

function keyOf(quoted: Uint8Array): string {
  try {
    const key: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(quoted));
    return typeof key === 'string' ? key : '';
  } catch {
    return '';
  }
}
