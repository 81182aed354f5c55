import { NEVER, type Observable } from 'rxjs';
import type { BridgeStatus } from '../../lib/bridge/client/BridgeStatus.js';
import { type BridgeClient, type BridgeClientOptions, connectBridge } from '../../lib/bridge/client/connectBridge.js';
import type { ServerMessage, TopicState } from '../../lib/bridge/protocol/ServerMessage.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { ScriptedSockets } from './scriptedSockets.js';

/** What one subscription was told. */
export interface Heard {
  readonly values: readonly unknown[];
  readonly errors: readonly unknown[];
  leave(): void;
}

/** A client in virtual time whose server is played by the spec. */
export class ClientStage {
  readonly clock = new SuiteClock();
  readonly sockets = new ScriptedSockets();
  readonly statuses: BridgeStatus[] = [];
  readonly client: BridgeClient;
  /** Chance of every pause: by default the longest. */
  random = 0.999_999;

  constructor(options: Partial<BridgeClientOptions> = {}) {
    const { clock } = this;
    const entropy = { random: () => this.random };
    const sockets = [this.sockets.port];
    const settings = { sockets, wakeUps: NEVER, outages: NEVER, scheduler: clock.scheduler, entropy, ...options };
    this.client = connectBridge('wss://app.example/live', settings);
    this.client.status$.subscribe((status) => this.statuses.push(status));
  }

  get socket() {
    return this.sockets.last;
  }

  get status(): BridgeStatus | undefined {
    return this.statuses.at(-1);
  }

  kinds(): readonly string[] {
    return this.statuses.map(({ kind }) => kind);
  }

  hear(source: Observable<unknown>): Heard {
    const values: unknown[] = [];
    const errors: unknown[] = [];
    const subscription = source.subscribe({
      next: (value) => values.push(value),
      error: (error: unknown) => errors.push(error),
    });
    return { values, errors, leave: () => subscription.unsubscribe() };
  }

  state(name = 'syncs'): Heard {
    return this.hear(this.client.state(name));
  }

  messages(name = 'syncs'): Heard {
    return this.hear(this.client.topic(name));
  }

  /** Lets time pass until another socket is asked for, and says how long that took. Unit: ms */
  untilNextSocket(limitMs = 120_000): number {
    const before = this.sockets.all.length;
    for (let ms = 0; ms <= limitMs; ms += 1) {
      if (this.sockets.all.length > before) return ms;
      this.clock.advance(1);
    }
    throw new Error(`no socket within ${String(limitMs)} ms`);
  }
}

const AT = { topic: 'syncs', epoch: 'e1' };

export const subscribed = (
  offset = 0,
  more: { state?: TopicState | 'undeclared'; topic?: string; epoch?: string } = {},
) => ({ kind: 'subscribed', ...AT, offset, state: 'keyed', recovered: false, reason: 'first', ...more }) as const;

export const resumed = (offset: number, state: TopicState = 'keyed') =>
  ({ kind: 'subscribed', ...AT, offset, state, recovered: true, reason: 'resumed' }) as const;

export const snapshot = (offset: number, data: unknown, more: { topic?: string; epoch?: string } = {}) =>
  ({ kind: 'snapshot', ...AT, offset, data, ...more }) as const;

export const event = (offset: number, key: string, data: unknown, more: { topic?: string; epoch?: string } = {}) =>
  ({ kind: 'event', ...AT, offset, key, data, ...more }) satisfies ServerMessage;

export const refused = (code: 'forbidden' | 'unavailable' | 'sourceFailed', topic = 'syncs') =>
  ({ kind: 'error', topic, code }) as const;
