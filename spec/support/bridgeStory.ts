import { type Observable, of, type Subscription } from 'rxjs';
import { type BridgeClient, connectBridge } from '../../lib/bridge/client/connectBridge.js';
import type { BridgeMessage } from '../../lib/bridge/client/BridgeMessage.js';
import type { BridgeStatus } from '../../lib/bridge/client/BridgeStatus.js';
import { createHub } from '../../lib/bridge/hub/createHub.js';
import type { Hub } from '../../lib/bridge/hub/Hub.js';
import type { TopicOptions } from '../../lib/bridge/hub/TopicOptions.js';
import { createTickets } from '../../lib/bridge/server/createTickets.js';
import type { BridgeOptions } from '../../lib/bridge/server/options.js';
import { type Bridge, serveBridge } from '../../lib/bridge/server/serveBridge.js';
import { type MemorySockets, memorySockets } from '../../lib/testing/memorySockets.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';

/** A value with a key and a number that grows. */
export interface Reading {
  readonly id: string;
  readonly n: number;
}

/** How the story's hub and bridge are set. */
export interface BridgeStoryOptions {
  readonly topic?: TopicOptions<Reading>;
  readonly bridge?: Partial<BridgeOptions>;
  readonly seed?: number;
}

const SESSION = { tenant: 'acme', userId: 'u1' };

/** A hub, a bridge, a network and a client, all in one virtual time. */
export class BridgeStory {
  readonly clock = new SuiteClock();
  readonly tickets = createTickets({ scheduler: this.clock.scheduler, newTicket: () => `t${String(this.issued++)}` });
  readonly statuses: BridgeStatus[] = [];
  readonly network: MemorySockets;
  readonly client: BridgeClient;
  hub: Hub;
  bridge: Bridge;
  private issued = 0;
  private lives = 0;
  private readonly subscriptions: Subscription[] = [];

  constructor(private readonly options: BridgeStoryOptions = {}) {
    this.hub = this.newHub();
    this.bridge = this.newBridge();
    const { scheduler } = this.clock;
    this.network = memorySockets(this.bridge, { scheduler });
    this.client = connectBridge('ws://app.example/live', {
      sockets: [this.network.port],
      ticket: () => of(this.tickets.issue(SESSION)),
      scheduler,
      entropy: seededEntropy(options.seed ?? 1),
    });
    this.client.status$.subscribe((status) => this.statuses.push(status));
  }

  /** The last thing the page was told of itself. */
  get status(): BridgeStatus['kind'] | undefined {
    return this.statuses.at(-1)?.kind;
  }

  topic(name = 'readings'): ReturnType<Hub['topic']> & { next(value: Reading): void } {
    return this.hub.topic<Reading>(name, this.options.topic ?? { key: ({ id }) => id });
  }

  publish(id: string, n: number): void {
    this.topic().next({ id, n });
  }

  messages(name = 'readings'): readonly BridgeMessage<Reading>[] {
    return this.collect(this.client.topic<Reading>(name));
  }

  states(name = 'readings'): readonly unknown[] {
    return this.collect(this.client.state(name));
  }

  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /** The server dies and another takes its place: nothing is remembered. */
  restart(): void {
    this.network.breakAll();
    this.hub = this.newHub();
    this.bridge = this.newBridge();
    this.network.serveWith(this.bridge);
  }

  end(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  private collect<T>(source: Observable<T>): readonly T[] {
    const all: T[] = [];
    this.subscriptions.push(source.subscribe((value) => all.push(value)));
    return all;
  }

  private newHub(): Hub {
    this.lives += 1;
    return createHub({ scheduler: this.clock.scheduler, entropy: seededEntropy(this.lives) });
  }

  private newBridge(): Bridge {
    return serveBridge(this.hub, {
      origins: ['https://app.example'],
      authorize: ({ ticket }) => of(this.tickets.redeem(ticket)),
      authorizeTopic: () => true,
      scheduler: this.clock.scheduler,
      ...this.options.bridge,
    });
  }
}
