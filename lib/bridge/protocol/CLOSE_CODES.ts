/** Why the bridge closes a socket; the numbers are those of docs/protocol.md, with the registered ones below 4000. */
export const CLOSE_CODES = {
  /** The client went, or is no longer needed. */
  normal: 1000,
  /** A message beyond the limit. */
  tooBig: 1009,
  /** The server restarts: come again, spread over the hint. */
  restarting: 1012,
  /** No room for another socket now. */
  tryLater: 1013,
  /** The socket took less than what was published for it. */
  slow: 4008,
  /** A message that the protocol does not know. */
  badMessage: 4400,
  /** The session is over: authorise again. */
  expired: 4401,
  /** The session was taken back: do not come again with it. */
  revoked: 4403,
  /** Nothing was heard of the client for too long. */
  silent: 4408,
  /** More messages, or topics, than a client may have. */
  tooMany: 4429,
} as const;

/** One of the reasons, by name. */
export type CloseReason = keyof typeof CLOSE_CODES;
