/** Who is behind a socket, as `authorize` found out. */
export interface BridgeSession {
  readonly tenant: string;
  readonly userId: string;
  /** When the bridge closes the socket, so that the client authorises anew. @defaultValue never */
  readonly expiresAt?: Date;
}
