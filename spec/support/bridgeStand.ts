import { of, type Subscription } from 'rxjs';
import { createHub, type HubOptions } from '../../lib/bridge/hub/createHub.js';
import type { Hub } from '../../lib/bridge/hub/Hub.js';
import type { HubTopic } from '../../lib/bridge/hub/HubTopic.js';
import type { TopicOptions } from '../../lib/bridge/hub/TopicOptions.js';
import { BRIDGE_PROTOCOL } from '../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import type { BridgeOptions } from '../../lib/bridge/server/options.js';
import { type Bridge, serveBridge } from '../../lib/bridge/server/serveBridge.js';
import type { SocketRequest } from '../../lib/ports/SocketPort.js';
import type { SocketAdmission } from '../../lib/ports/SocketService.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { FakeSocket } from './fakeSocket.js';

/** A request for a WebSocket as a page of ours makes it. */
export const PAGE_REQUEST: SocketRequest = {
  path: '/live',
  query: '',
  headers: { origin: 'https://app.example', upgrade: 'websocket', 'sec-websocket-protocol': BRIDGE_PROTOCOL },
  remoteAddress: '192.0.2.1',
};

/** A value of a topic with keys. */
export interface Reading {
  readonly id: string;
  readonly n: number;
}

/** A hub and its bridge in virtual time; the spec holds the other ends of the sockets. */
export class BridgeStand {
  readonly clock = new SuiteClock();
  readonly hub: Hub;
  readonly bridge: Bridge;
  /** `name{labels}` and by how much. */
  readonly counts: string[] = [];
  readonly gauges: number[] = [];

  constructor(options: Partial<BridgeOptions> = {}, hub: HubOptions = {}) {
    const { scheduler } = this.clock;
    this.hub = createHub({ scheduler, entropy: seededEntropy(1), ...hub });
    this.bridge = serveBridge(this.hub, {
      origins: ['https://app.example'],
      authorize: () => of({ tenant: 'acme', userId: 'u1' }),
      authorizeTopic: () => true,
      scheduler,
      telemetry: {
        count: (name, by, labels) => this.counts.push(`${name} ${String(by)} ${JSON.stringify(labels)}`),
        gauge: (_name, value) => this.gauges.push(value),
      },
      ...options,
    });
  }

  /** Keyed readings, unless told otherwise. */
  topic(options: TopicOptions<Reading> = { key: ({ id }) => id }, name = 'readings'): HubTopic<Reading> {
    return this.hub.topic(name, options);
  }

  /** What the bridge says to a request, in all the time that it takes. */
  ask(request: Partial<SocketRequest> = {}): SocketAdmission | undefined {
    let answer: SocketAdmission | undefined;
    this.bridge.admit({ ...PAGE_REQUEST, ...request }).subscribe((admission) => (answer = admission));
    return answer;
  }

  /** Opens a socket; what it was welcomed with is not repeated. */
  connect(socket = new FakeSocket(), request: Partial<SocketRequest> = {}): FakeSocket {
    this.serve(socket, this.ask(request));
    socket.news();
    return socket;
  }

  serve(socket: FakeSocket, admission: SocketAdmission | undefined): Subscription {
    if (admission?.kind !== 'admitted') throw new Error('the socket was refused');
    return admission.serve(socket).subscribe();
  }

  /** Lets the turn end in which something was published. */
  settle(): void {
    this.clock.advance(0);
  }
}
