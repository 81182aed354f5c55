/** Flags of every command. */
export interface CommonFlags {
  readonly verbose?: boolean;
}

/** Flags of every command that speaks to upstream. */
export interface UpstreamFlags extends CommonFlags {
  readonly config?: string;
  readonly baseUrl?: string;
  readonly authUrl?: string;
  readonly clientId?: string;
  readonly userId?: string;
  readonly json?: boolean;
  readonly showPii?: boolean;
}

/** Flags of every command that follows a sync. */
export interface FollowFlags extends UpstreamFlags {
  /** Unit: ms */
  readonly deadline?: number;
  readonly queueId?: string;
  readonly marbles?: boolean;
}
