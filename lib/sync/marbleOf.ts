import type { SyncUpdate } from '../model/SyncUpdate.js';

/** The letters of a diagram in the order of its legend. */
export const MARBLE_LETTERS = [
  { kind: 'triggered', letter: 'T', word: 'triggered' },
  { kind: 'event', letter: 'e', word: 'event' },
  { kind: 'quarantined', letter: 'q', word: 'quarantined' },
  { kind: 'retrying', letter: 'r', word: 'retrying' },
  { kind: 'gap', letter: 'g', word: 'gap' },
  { kind: 'draining', letter: 'D', word: 'draining' },
  { kind: 'outcome', letter: 'O', word: 'outcome' },
] as const satisfies readonly { readonly kind: SyncUpdate['kind']; readonly letter: string; readonly word: string }[];

/**
 * Gives the letter of an update; a summary, which repeats what the lines show, has none.
 *
 * @param update any update
 * @example
 * marbleOf(outcome); // 'O'
 */
export function marbleOf({ kind }: SyncUpdate): string | undefined {
  return MARBLE_LETTERS.find((entry) => entry.kind === kind)?.letter;
}
