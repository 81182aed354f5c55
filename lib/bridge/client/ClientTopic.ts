import { type Observable, Subject } from 'rxjs';
import type { Position } from '../protocol/Position.js';
import type { Refused, ServerMessage, Subscribed, TopicEvent, TopicSnapshot } from '../protocol/ServerMessage.js';
import type { BridgeMessage } from './BridgeMessage.js';
import { BridgeRefusedError } from './BridgeRefusedError.js';
import { type DecodeData, FoldedState } from './FoldedState.js';

/** What concerns one topic. */
export type TopicMessage = Extract<ServerMessage, { readonly topic: string }>;

/**
 * What a client knows of one topic.
 *
 * *asked* until the server has said where it begins, then *behind* until the snapshot is there, if one is due, then *up to
 * date* for as long as the socket lives. While it is behind it has no position: to resume at one without the state that
 * belongs to it would look up to date and not be.
 */
export class ClientTopic {
  readonly messages: Observable<BridgeMessage<unknown>>;
  readonly states: Observable<unknown>;
  position: Position | undefined;
  isUpToDate = false;
  isFailing = false;
  listeners = 0;
  private readonly told = new Subject<BridgeMessage<unknown>>();
  private readonly folded = new Subject<unknown>();
  private kind: Subscribed['state'] = 'none';
  private state: FoldedState | undefined;
  private isBegun = false;
  private isChanged = false;

  constructor(
    readonly name: string,
    private readonly decode: DecodeData,
  ) {
    this.messages = this.told.asObservable();
    this.states = this.folded.asObservable();
  }

  /** The state, once there is one. */
  get known(): FoldedState | undefined {
    return this.state?.isKnown === true ? this.state : undefined;
  }

  /** Throws what ends the topic: a refusal, and what `decode` throws. */
  take(message: TopicMessage): void {
    if (message.kind === 'subscribed') this.begin(message);
    else if (message.kind === 'error') this.note(message.code);
    // What an earlier subscription on the same socket was still to get.
    else if (this.isBegun) this.follow(message);
  }

  /** Tells the state, once for all that came together. */
  settle(): void {
    if (!this.isChanged || this.known === undefined) return;
    this.isChanged = false;
    this.folded.next(this.known.read());
  }

  /** The socket is gone. */
  lose(): void {
    this.isBegun = false;
    this.isUpToDate = false;
  }

  fail(error: unknown): void {
    this.told.error(error);
    this.folded.error(error);
  }

  private begin({ recovered, reason, state, epoch, offset }: Subscribed): void {
    const isBack = this.position !== undefined && reason !== 'first';
    this.isBegun = true;
    this.isFailing = false;
    this.kind = state;
    if (recovered) {
      this.isUpToDate = true;
      return;
    }
    this.state = this.noState();
    this.awaitSnapshotAt({ epoch, offset });
    if (isBack) this.told.next({ kind: 'reset', reason });
    if (state === 'none') this.folded.error(new BridgeRefusedError(this.name, 'noState'));
  }

  private follow(message: Exclude<TopicMessage, Subscribed | Refused>): void {
    switch (message.kind) {
      case 'snapshot':
        this.replace(message);
        return;
      case 'event':
        if (message.epoch === this.position?.epoch && message.offset > this.position.offset) this.fold(message);
        return;
      case 'skipped':
        this.awaitSnapshotAt({ epoch: message.epoch, offset: message.to });
        this.told.next({ kind: 'skipped', from: message.from, to: message.to });
        return;
      case 'reset':
        this.state = this.noState();
        this.awaitSnapshotAt({ epoch: message.epoch, offset: message.offset });
        this.told.next({ kind: 'reset', reason: message.reason });
    }
  }

  private noState(): FoldedState | undefined {
    return keepsState(this.kind) ? new FoldedState(this.name, this.kind, this.decode) : undefined;
  }

  /** A snapshot follows, unless the topic keeps no state: then it is up to date here. */
  private awaitSnapshotAt(position: Position): void {
    this.isUpToDate = !keepsState(this.kind);
    this.position = this.isUpToDate ? position : undefined;
  }

  private replace({ epoch, offset, data }: TopicSnapshot): void {
    if (this.state === undefined) return;
    this.state.replace(data);
    // A source that is still broken is told after the snapshot, and told again.
    this.isFailing = false;
    this.position = { epoch, offset };
    this.isUpToDate = true;
    this.isChanged = true;
    if (this.told.observed) this.told.next({ kind: 'snapshot', epoch, offset, state: this.state.read() });
  }

  private fold(event: TopicEvent): void {
    const { epoch, offset, key, removed, data } = event;
    const value = removed === true ? undefined : this.decode(this.name, data);
    this.position = { epoch, offset };
    this.isFailing = false;
    if (this.known !== undefined) {
      this.known.fold(event, value);
      this.isChanged = true;
    }
    if (!this.told.observed) return;
    if (removed === true && key !== undefined) this.told.next({ kind: 'removed', epoch, offset, key });
    else this.told.next({ kind: 'event', epoch, offset, key, value });
  }

  private note(code: Refused['code']): void {
    switch (code) {
      case 'forbidden':
        throw new BridgeRefusedError(this.name, code);
      case 'unavailable':
        this.isUpToDate = false;
        return;
      case 'sourceFailed':
        this.isFailing = true;
        this.told.next({ kind: 'sourceFailed' });
    }
  }
}

function keepsState(state: Subscribed['state']): state is 'latest' | 'keyed' {
  return state === 'latest' || state === 'keyed';
}
