const KNOWN = {
  /** Source: error page of the documentation. */
  connectionStatus: ['RUNNING', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CLOSED', 'NONE'],
  /** Source: error pages of the documentation; EMPTY: answers recorded by public clients of v2.1. */
  channelStatus: [
    'RUNNING',
    'SUCCESS',
    'PARTIAL_SUCCESS',
    'CLOSED',
    'EMPTY',
    'AUTH_FAILED',
    'TOKEN_EXPIRED',
    'PASSWORD_CHANGE_REQUIRED',
    'CHALLENGE_REQUIRED',
    'USER_ACTION_REQUIRED',
  ],
  /** Source: seed 000. */
  eventType: ['SYNC_ALL_SUCCESS'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Tells whether the public documentation names a word; all three sets are open, so the answer decides nothing but
 * what is counted and what a diagnosis shows.
 *
 * @param what which set
 * @param word upstream's word
 * @example
 * isKnownWord('connectionStatus', 'RUNNING'); // true
 */
export function isKnownWord(what: 'connectionStatus' | 'channelStatus' | 'eventType', word: string): boolean {
  const words: readonly string[] = KNOWN[what];
  return words.includes(word);
}
