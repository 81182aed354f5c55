import { Subject } from 'rxjs';
import type { Position } from '../protocol/Position.js';
import type { Refused, ServerMessage, Subscribed, TopicEvent } from '../protocol/ServerMessage.js';
import type { BridgeMessage } from './BridgeMessage.js';
import { BridgeRefusedError } from './BridgeRefusedError.js';
import { type DecodeData, FoldedState } from './FoldedState.js';

/** What concerns one topic. */
export type TopicMessage = Extract<ServerMessage, { readonly topic: string }>;

/**
 * What a client knows of one topic.
 *
 * *asked* until the server has said where it begins, then *behind* until the snapshot is there, if one was due, then *up to
 * date* for as long as the socket lives.
 */
export class ClientTopic {
  readonly messages = new Subject<BridgeMessage<unknown>>();
  readonly states = new Subject<unknown>();
  position: Position | undefined;
  isUpToDate = false;
  isFailing = false;
  listeners = 0;
  private kind: Subscribed['state'] = 'none';
  private state: FoldedState | undefined;
  private isChanged = false;

  constructor(
    readonly name: string,
    private readonly decode: DecodeData,
  ) {}

  /** The state, once there is one. */
  get known(): FoldedState | undefined {
    return this.state?.isKnown === true ? this.state : undefined;
  }

  take(message: TopicMessage): void {
    switch (message.kind) {
      case 'subscribed':
        this.begin(message);
        return;
      case 'snapshot':
        this.replace(message.data, message);
        return;
      case 'event':
        if (message.epoch === this.position?.epoch && message.offset > this.position.offset) this.fold(message);
        return;
      case 'skipped':
        this.position = { epoch: message.epoch, offset: message.to };
        this.isUpToDate = !keepsState(this.kind);
        this.messages.next({ kind: 'skipped', from: message.from, to: message.to });
        return;
      case 'reset':
        this.position = positionOf(message);
        this.isUpToDate = !keepsState(this.kind);
        this.messages.next({ kind: 'reset', reason: message.reason });
        return;
      case 'error':
        this.note(message.code);
    }
  }

  /** Tells the state, once for all that came together. */
  settle(): void {
    if (!this.isChanged || this.known === undefined) return;
    this.isChanged = false;
    this.states.next(this.known.read());
  }

  fail(error: unknown): void {
    this.messages.error(error);
    this.states.error(error);
  }

  private begin({ recovered, reason, state, ...at }: Subscribed): void {
    const isComingBack = this.position !== undefined && reason !== 'first';
    this.position = positionOf(at);
    this.kind = state;
    this.isFailing = false;
    this.isUpToDate = recovered || !keepsState(state);
    if (recovered) return;
    this.state = keepsState(state) ? new FoldedState(this.name, state, this.decode) : undefined;
    if (isComingBack) this.messages.next({ kind: 'reset', reason });
    if (state === 'none') this.states.error(new BridgeRefusedError(this.name, 'noState'));
  }

  private replace(data: unknown, at: Position): void {
    this.position = positionOf(at);
    this.state?.replace(data);
    this.isUpToDate = true;
    this.isChanged = true;
    if (this.messages.observed) this.messages.next({ kind: 'snapshot', ...positionOf(at), state: this.state?.read() });
  }

  private fold(event: TopicEvent): void {
    const { epoch, offset, key, removed, data } = event;
    this.position = { epoch, offset };
    this.isFailing = false;
    const value = removed === true ? undefined : this.decode(this.name, data);
    if (this.known !== undefined) {
      this.known.fold(event, value);
      this.isChanged = true;
    }
    if (!this.messages.observed) return;
    if (removed === true && key !== undefined) this.messages.next({ kind: 'removed', epoch, offset, key });
    else this.messages.next({ kind: 'event', epoch, offset, key, value });
  }

  private note(code: Refused['code']): void {
    if (code === 'forbidden') this.fail(new BridgeRefusedError(this.name, code));
    if (code === 'unavailable') this.isUpToDate = false;
    if (code !== 'sourceFailed') return;
    this.isFailing = true;
    this.messages.next({ kind: 'sourceFailed' });
  }
}

function keepsState(state: Subscribed['state']): state is 'latest' | 'keyed' {
  return state === 'latest' || state === 'keyed';
}

function positionOf({ epoch, offset }: Position): Position {
  return { epoch, offset };
}
