import type { FramePosition, SharedFrame } from '../../ports/SocketPort.js';
import { frameOf } from '../protocol/frameOf.js';
import type { Position } from '../protocol/Position.js';
import type { SubscribedReason } from '../protocol/ServerMessage.js';
import { type FramesAhead, TopicHistory } from './TopicHistory.js';
import type { TopicSettings } from './TopicOptions.js';
import { TopicValues } from './TopicValues.js';

/** Where a reader begins. */
export interface TopicStart {
  /** The last offset that the reader has, or is taken to have. */
  readonly offset: number;
  readonly reason: SubscribedReason;
}

/** A topic under one epoch: what was published since it began, numbered, and the state that it folds into. */
export class TopicLife {
  private readonly history: TopicHistory;
  private readonly values: TopicValues;
  private readonly heads: { readonly event: string; readonly snapshot: string };
  private snapshot: SharedFrame | undefined;
  private last = 0;

  constructor(
    private readonly name: string,
    readonly epoch: string,
    settings: TopicSettings<unknown>,
  ) {
    const rest = `","topic":${JSON.stringify(name)},"epoch":${JSON.stringify(epoch)},"offset":`;
    this.heads = { event: `{"kind":"event${rest}`, snapshot: `{"kind":"snapshot${rest}` };
    this.history = new TopicHistory(settings);
    this.values = new TopicValues(settings.state, settings.maxKeys);
  }

  /** Offset of the last event; 0 before the first. */
  get offset(): number {
    return this.last;
  }

  /** Readers must be offered what there is, before it is too much to keep. */
  get isFull(): boolean {
    return this.history.isOver;
  }

  /** Offset of the oldest event that is still here, or of the next one. */
  get oldest(): number {
    return this.history.oldest() ?? this.last + 1;
  }

  /** Numbers a value; gives the key that there is no longer room for. */
  set(key: string | undefined, json: string, now: number): string | undefined {
    this.append(key, `"data":${json}`, now);
    return this.values.set(key, json);
  }

  /** Tells whether the key was there. */
  remove(key: string, now: number): boolean {
    if (!this.values.delete(key)) return false;
    this.append(key, '"removed":true', now);
    return true;
  }

  stateJson(): string {
    return this.values.json();
  }

  snapshotFrame(): SharedFrame {
    this.snapshot ??= frameOf(`${this.heads.snapshot}${String(this.last)},"data":${this.values.json()}}`, this.here());
    return this.snapshot;
  }

  /** Decides where a reader begins: after its position if all that came since is here, else at the end, or the oldest. */
  startOf(since: Position | undefined, from: 'now' | 'earliest', now: number): TopicStart {
    this.history.trim(now);
    const reason = this.reasonOf(since);
    if (since !== undefined && reason === 'resumed') return { offset: since.offset, reason };
    return { offset: from === 'earliest' ? this.oldest - 1 : this.last, reason };
  }

  noteOffered(now: number): void {
    this.history.noteOffered(now);
  }

  framesAfter(offset: number): FramesAhead | undefined {
    return this.history.after(offset);
  }

  nextAfter(offset: number): FramesAhead | undefined {
    return this.history.next(offset);
  }

  conflatedAfter(offset: number): FramesAhead | undefined {
    return this.history.conflatedAfter(offset);
  }

  private append(key: string | undefined, rest: string, now: number): void {
    this.last += 1;
    this.snapshot = undefined;
    const keyed = key === undefined ? '' : `"key":${JSON.stringify(key)},`;
    const frame = frameOf(`${this.heads.event}${String(this.last)},${keyed}${rest}}`, this.here());
    this.history.append({ ...frame, offset: this.last, publishedAt: now, key });
  }

  private here(): FramePosition {
    return { topic: this.name, epoch: this.epoch, offset: this.last };
  }

  private reasonOf(since: Position | undefined): SubscribedReason {
    if (since === undefined) return 'first';
    if (since.epoch !== this.epoch) return 'epochChanged';
    if (since.offset > this.last) return 'ahead';
    return since.offset >= this.oldest - 1 ? 'resumed' : this.history.lost;
  }
}
