import type { TopicState } from '../protocol/ServerMessage.js';

/** The state of a topic as JSON text: what a reader has who folded every event. */
export class TopicValues {
  private readonly keyed = new Map<string, string>();
  private latest = 'null';
  private text: string | undefined;

  constructor(
    private readonly state: TopicState,
    private readonly maxKeys: number,
  ) {}

  /** Takes a value; gives the key that there is no longer room for. */
  set(key: string | undefined, data: string): string | undefined {
    this.text = undefined;
    if (this.state === 'latest') this.latest = data;
    if (this.state !== 'keyed' || key === undefined) return undefined;
    this.keyed.delete(key);
    this.keyed.set(key, data);
    if (this.keyed.size <= this.maxKeys) return undefined;
    const [oldest] = this.keyed.keys();
    return oldest;
  }

  /** Tells whether the key was there. */
  delete(key: string): boolean {
    this.text = undefined;
    return this.keyed.delete(key);
  }

  json(): string {
    this.text ??= this.state === 'keyed' ? this.jsonOfKeys() : this.latest;
    return this.text;
  }

  private jsonOfKeys(): string {
    const members = [...this.keyed].map(([key, data]) => `${JSON.stringify(key)}:${data}`);
    return `{${members.join(',')}}`;
  }
}
