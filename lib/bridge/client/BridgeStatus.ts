/** How far what is shown can be trusted. */
export type BridgeStatus =
  /** Nobody listens, so there is no socket. */
  | { readonly kind: 'idle' }
  /** The first socket is being opened: nothing is known yet. */
  | { readonly kind: 'connecting' }
  /** The socket is open; not every topic is up to date. */
  | { readonly kind: 'resuming'; readonly since: Date | undefined }
  /** Every topic is up to date, as of the last sign of life. */
  | { readonly kind: 'live' }
  /** Not up to date since then: no socket, or a source of the server that failed. */
  | { readonly kind: 'stale'; readonly since: Date | undefined; readonly why: 'socket' | 'source' }
  /** The server took the session back: this client does not ask again. */
  | { readonly kind: 'revoked' };
