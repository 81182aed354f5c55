import type { Observable } from 'rxjs';

/** A text that may go to many sockets: encoded once, as an adapter needs it. */
export interface SharedFrame {
  readonly text: string;
  /** Length of the text on the wire. Unit: bytes. */
  readonly bytes: number;
  /** Where a reader of the topic is after it. */
  readonly at?: FramePosition;
}

/** A place in a topic. */
export interface FramePosition {
  readonly topic: string;
  readonly epoch: string;
  readonly offset: number;
}

/** One open socket of a client, whatever carries it. */
export interface SocketPort {
  /** Whether the client can answer on it; server-sent events cannot. */
  readonly isDuplex: boolean;
  /** Texts of the client; completes when the socket is closed, however that came. */
  readonly messages: Observable<string>;
  /** Emits when the socket took what it had been given. */
  readonly drained: Observable<void>;
  /** What was sent and is not yet taken by the network. Unit: bytes. */
  bufferedBytes(): number;
  send(frame: SharedFrame): void;
  /** Says goodbye with a code of the protocol; what cannot be said in time is cut off. */
  close(code: number, reason: string): void;
  /** Cuts the socket off at once. */
  cut(): void;
}

/** A client that asks for a socket, before anything of it is trusted. */
export interface SocketRequest {
  /** Path as sent, without the query. */
  readonly path: string;
  /** Query as sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Address of the socket, not of any header. */
  readonly remoteAddress: string;
}
