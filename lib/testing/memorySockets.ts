import { EMPTY, Observable, type SchedulerLike, Subject, type Subscriber, switchMap } from 'rxjs';
import type { ClientSocketEvent, ClientSocketPort, ClientSocketRequest } from '../ports/ClientSocketPort.js';
import type { SharedFrame, SocketPort, SocketRequest } from '../ports/SocketPort.js';
import type { AdmittedSocket, SocketService } from '../ports/SocketService.js';

/** Options of `memorySockets`. */
export interface MemorySocketsOptions {
  /** Clock of everything on the way. */
  readonly scheduler: SchedulerLike;
  /** Time that a text takes, either way. Unit: ms, ≥ 0. @defaultValue `1` */
  readonly latencyMs?: number;
  /** Origin of the page. @defaultValue `'https://app.example'` */
  readonly origin?: string;
}

/** A network between clients and a server, both in this process, with what networks do. */
export interface MemorySockets {
  /** For `connectBridge`. */
  readonly port: ClientSocketPort;
  /** Breaks every socket, so that both ends notice. */
  breakAll(): void;
  /** Loses all that is sent from now on, so that neither end notices; `false` ends it for sockets opened later. */
  loseAll(isLost: boolean): void;
  /** Lets clients take nothing, so that it piles up at the server; `false` lets them take it all. */
  stallAll(isStalled: boolean): void;
  /** Serves other clients than before, as after a restart of the server. */
  serveWith(service: SocketService): void;
  /** Sockets that were opened so far. */
  opened(): number;
}

/**
 * Joins clients of a bridge to its server without a network, for tests in virtual time.
 *
 * Memory: what is on the way.
 *
 * @param service such as a bridge
 * @param options clock and delay
 * @example
 * const network = memorySockets(serveBridge(hub, options), { scheduler });
 * const bridge = connectBridge('ws://test/live', { sockets: [network.port], scheduler });
 * network.breakAll();
 */
export function memorySockets(service: SocketService, options: MemorySocketsOptions): MemorySockets {
  return new Network(service, { latencyMs: 1, origin: 'https://app.example', ...options });
}

/** What a client is told of a socket that broke. */
const BROKEN = 1006;

class Network implements MemorySockets {
  private readonly wires = new Set<Wire>();
  private isLosing = false;
  private isStalled = false;
  private count = 0;

  constructor(
    private service: SocketService,
    private readonly options: Required<MemorySocketsOptions>,
  ) {}

  readonly port: ClientSocketPort = (request) =>
    new Observable<ClientSocketEvent>((client) => {
      const { scheduler, latencyMs } = this.options;
      const wire = new Wire(client, scheduler, latencyMs);
      const asking = scheduler.schedule(() => {
        this.open(wire, request);
      }, latencyMs);
      client.add(() => {
        asking.unsubscribe();
        this.wires.delete(wire);
        wire.shut(1000, '');
      });
    });

  breakAll(): void {
    for (const wire of [...this.wires]) wire.shut(BROKEN, '');
  }

  loseAll(isLost: boolean): void {
    this.isLosing = isLost;
    if (isLost) for (const wire of this.wires) wire.lose();
  }

  stallAll(isStalled: boolean): void {
    this.isStalled = isStalled;
    for (const wire of this.wires) wire.stall(isStalled);
  }

  serveWith(service: SocketService): void {
    this.service = service;
  }

  opened(): number {
    return this.count;
  }

  private open(wire: Wire, request: ClientSocketRequest): void {
    if (this.isLosing) return;
    const served = this.service.admit(this.requestOf(request)).pipe(
      switchMap((admission) => {
        if (admission.kind === 'admitted') return this.join(wire, admission);
        wire.shut(BROKEN, '');
        return EMPTY;
      }),
    );
    const serving = served.subscribe({
      error: () => {
        wire.shut(BROKEN, '');
      },
    });
    wire.add(() => {
      serving.unsubscribe();
    });
  }

  private join(wire: Wire, admission: AdmittedSocket): Observable<never> {
    this.count += 1;
    this.wires.add(wire);
    wire.stall(this.isStalled);
    wire.open();
    return admission.serve(wire.server);
  }

  private requestOf({ url, protocol, ticket }: ClientSocketRequest): SocketRequest {
    const offered = ticket === undefined ? protocol : `${protocol}, ticket.${ticket}`;
    const [path = '', query = ''] = url.replace(/^\w+:\/\/[^/]*/u, '').split('?');
    const headers = { origin: this.options.origin, upgrade: 'websocket', 'sec-websocket-protocol': offered };
    return { path, query, headers, remoteAddress: '127.0.0.1' };
  }
}

/** One socket: what either end sent and the other has not got yet. */
class Wire {
  private readonly toServer = new Subject<string>();
  private readonly drained = new Subject<void>();
  private readonly waiting: SharedFrame[] = [];
  private readonly endings: (() => void)[] = [];
  private buffered = 0;
  private isStalled = false;
  private isLost = false;
  private isOver = false;
  private isBroken = false;
  private lastAt = 0;

  constructor(
    private readonly client: Subscriber<ClientSocketEvent>,
    private readonly scheduler: SchedulerLike,
    private readonly latencyMs: number,
  ) {}

  readonly server: SocketPort = {
    isDuplex: true,
    messages: this.toServer.asObservable(),
    drained: this.drained.asObservable(),
    bufferedBytes: () => this.buffered,
    send: (frame) => {
      this.buffered += frame.bytes;
      this.waiting.push(frame);
      if (!this.isStalled) this.deliver();
    },
    close: (code, reason) => {
      this.shut(code, reason);
    },
    cut: () => {
      this.shut(BROKEN, '');
    },
  };

  add(ending: () => void): void {
    this.endings.push(ending);
  }

  open(): void {
    this.later(() => {
      this.client.next({
        kind: 'open',
        send: (text) => {
          this.later(() => {
            this.toServer.next(text);
          });
        },
      });
    });
  }

  stall(isStalled: boolean): void {
    this.isStalled = isStalled;
    if (!isStalled) this.deliver();
  }

  lose(): void {
    this.isLost = true;
  }

  /** What was sent before still arrives, unless it is lost. */
  shut(code: number, reason: string): void {
    if (this.isOver) return;
    this.isStalled = false;
    if (code !== BROKEN) this.deliver();
    this.isBroken = code === BROKEN;
    this.soon(() => {
      this.client.next({ kind: 'closed', code, reason });
      this.client.complete();
    });
    this.isOver = true;
    this.toServer.complete();
    this.drained.complete();
    for (const ending of this.endings) ending();
  }

  private deliver(): void {
    for (const frame of this.waiting.splice(0)) {
      this.later(() => {
        this.buffered -= frame.bytes;
        this.client.next({ kind: 'text', text: frame.text });
        if (this.buffered === 0) this.drained.next();
      });
    }
  }

  private later(job: () => void): void {
    this.soon(() => {
      if (!this.isBroken) job();
    });
  }

  // Each text is due no sooner than the one before it, whatever the clock does.
  private soon(job: () => void): void {
    if (this.isLost || this.isOver) return;
    const due = Math.max(this.scheduler.now() + this.latencyMs, this.lastAt);
    this.lastAt = due;
    this.scheduler.schedule(job, due - this.scheduler.now());
  }
}
