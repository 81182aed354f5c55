import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import type { ConnectionId } from '../model/Identity.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { drawMarbles, type Marble } from './drawMarbles.js';
import { MARBLE_LETTERS, marbleOf } from './marbleOf.js';

/** An update and when it came. */
export interface TimedUpdate {
  /** On any clock, as long as it is one. Unit: ms */
  readonly atMs: number;
  readonly update: SyncUpdate;
}

/** Settings of `toMarbles`. */
export interface ToMarblesOptions {
  /** Columns of the time axis. Unit: characters, 10 to 1_000. @defaultValue `72` */
  readonly width?: number;
  /** What to call a connection. @defaultValue its id */
  readonly nameOf?: (connectionId: ConnectionId) => string;
}

const DEFAULT_WIDTH = 72;

/** What concerns all connections, or one that it does not name. */
const SHARED_ROW = '(all)';

/**
 * Prints a finished or running sync as a marble diagram in ASCII: one line for each connection, and a legend.
 *
 * ```text
 * 1001   T----e-------e--e-----(DO|)   succeeded
 * 1002   T----e----e----------------   running
 * (all)  ---------q-----------------
 *        T triggered, e event, q quarantined, D draining, O outcome; one column is 250 ms
 * ```
 *
 * Timed updates are drawn to scale, plain ones one column each. What falls into one column is a group, as in RxJS, in
 * which a letter may stand for several of its kind; a group pushes what follows it to the right. A line that ends
 * without `|` is still running. Nothing of the bank is printed but names.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param updates in the order in which they came
 * @param options width and names
 * @example
 * syncAllConnections(user).pipe(toArray()).subscribe((updates) => console.log(toMarbles(updates)));
 */
export function toMarbles(
  updates: readonly SyncUpdate[] | readonly TimedUpdate[],
  options: ToMarblesOptions = {},
): string {
  const { width = DEFAULT_WIDTH, nameOf = (id: ConnectionId) => id } = options;
  if (!(Number.isInteger(width) && width >= 10 && width <= 1_000)) {
    throw new InvalidOptionError('width', width, 'a whole number of characters, 10 to 1000');
  }
  const axis = axisOf(updates, width);
  const rows = rowsOf(axis.updates);
  const names = [...rows.keys()].map((id) => (id === undefined ? SHARED_ROW : printable(nameOf(id))));
  const nameWidth = Math.max(0, ...names.map((name) => name.length));
  const lines = [...rows.values()].map(({ marbles, end }, index) =>
    `${(names[index] ?? '').padEnd(nameWidth)}  ${drawMarbles(marbles, axis.columns)}   ${end}`.trimEnd(),
  );
  return [...lines, `${' '.repeat(nameWidth)}  ${legendOf(axis)}`].join('\n');
}

interface Axis {
  readonly columns: number;
  /** Unit: ms; undefined when a column is one update. */
  readonly columnMs: number | undefined;
  readonly updates: readonly { readonly column: number; readonly update: SyncUpdate }[];
}

interface Row {
  readonly marbles: Marble[];
  end: string;
}

function axisOf(updates: readonly SyncUpdate[] | readonly TimedUpdate[], width: number): Axis {
  const all: readonly (SyncUpdate | TimedUpdate)[] = updates;
  const timed = all.map((given, index) => ('atMs' in given ? given : { atMs: index, update: given }));
  const times = timed.map(({ atMs }) => atMs);
  const startMs = times.reduce((least, atMs) => Math.min(least, atMs), Infinity);
  const spanMs = times.reduce((most, atMs) => Math.max(most, atMs), -Infinity) - startMs;
  const isTimed = all.some((given) => 'atMs' in given);
  const columns = isTimed ? width : Math.min(width, Math.max(1, timed.length));
  const columnMs = spanMs > 0 ? Math.max(isTimed ? 0 : 1, spanMs / (columns - 1)) : 1;
  return {
    columns,
    columnMs: isTimed ? columnMs : undefined,
    updates: timed.map(({ atMs, update }) => ({ update, column: Math.round((atMs - startMs) / columnMs) })),
  };
}

function rowsOf(updates: Axis['updates']): ReadonlyMap<ConnectionId | undefined, Row> {
  const rows = new Map<ConnectionId | undefined, Row>();
  for (const { column, update } of updates) {
    const letter = marbleOf(update);
    if (letter === undefined) continue;
    const id = 'connectionId' in update ? update.connectionId : undefined;
    const row = rows.get(id) ?? { marbles: [], end: id === undefined ? '' : 'running' };
    rows.set(id, row);
    row.marbles.push({ column, letter });
    if (update.kind === 'outcome') {
      row.marbles.push({ column, letter: '|' });
      row.end = update.result;
    }
  }
  return rows;
}

function legendOf({ updates, columnMs }: Axis): string {
  const used = new Set(updates.map(({ update }) => marbleOf(update)));
  const letters = MARBLE_LETTERS.filter(({ letter }) => used.has(letter)).map(
    ({ letter, word }) => `${letter} ${word}`,
  );
  const scale = columnMs === undefined ? 'one column is one update' : `one column is ${shownMs(columnMs)}`;
  return [letters.join(', '), scale].filter((part) => part !== '').join('; ');
}

function shownMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1_000).toFixed(0)} s`;
  return ms >= 1_000 ? `${(ms / 1_000).toFixed(1)} s` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e\u00a1-\u024f]/g, '?');
}
