/** One letter at a point of the time axis. */
export interface Marble {
  /** From 0. */
  readonly column: number;
  readonly letter: string;
}

/**
 * Draws one line of a marble diagram, at least `columns` wide unless it ends with `|`.
 *
 * Letters of one column become a group, in which neighbours that are equal are one. A marble whose column a group has
 * already covered comes right after it.
 *
 * @param marbles in the order of their columns
 * @param columns width of the time axis
 * @example
 * drawMarbles([{ column: 1, letter: 'T' }, { column: 4, letter: 'O' }, { column: 4, letter: '|' }], 9); // '-T--(O|)'
 */
export function drawMarbles(marbles: readonly Marble[], columns: number): string {
  let line = '';
  for (let index = 0; index < marbles.length;) {
    const column = marbles[index]?.column ?? 0;
    const group: string[] = [];
    for (; marbles[index]?.column === column; index += 1) {
      const letter = marbles[index]?.letter ?? '';
      if (group.at(-1) !== letter) group.push(letter);
    }
    line = line.padEnd(column, '-') + (group.length === 1 ? group.join('') : `(${group.join('')})`);
  }
  return marbles.at(-1)?.letter === '|' ? line : line.padEnd(columns, '-');
}
