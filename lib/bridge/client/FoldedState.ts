import type { TopicEvent, TopicState } from '../protocol/ServerMessage.js';

/** Makes of a value on the wire what the application calls it. */
export type DecodeData = (topic: string, data: unknown) => unknown;

/** The state of one topic: a snapshot folded with the events after it. */
export class FoldedState {
  private keyed: Map<string, unknown> | undefined;
  private latest: unknown;
  private known = false;

  constructor(
    private readonly topic: string,
    private readonly kind: TopicState,
    private readonly decode: DecodeData,
  ) {}

  /** Whether there was a snapshot. */
  get isKnown(): boolean {
    return this.known;
  }

  /** Takes a snapshot. */
  replace(data: unknown): void {
    this.known = true;
    if (this.kind === 'keyed') {
      const entries = Object.entries(typeof data === 'object' && data !== null ? data : {});
      this.keyed = new Map(entries.map(([key, value]) => [key, this.decode(this.topic, value)]));
    } else this.latest = data === null ? null : this.decode(this.topic, data);
  }

  /** Takes an event; `value` is its data, decoded. */
  fold({ key, removed }: TopicEvent, value: unknown): void {
    if (this.kind !== 'keyed') this.latest = value;
    else if (key !== undefined && removed === true) this.keyed?.delete(key);
    else if (key !== undefined) this.keyed?.set(key, value);
  }

  read(): unknown {
    return this.kind === 'keyed' ? Object.fromEntries(this.keyed ?? []) : this.latest;
  }
}
