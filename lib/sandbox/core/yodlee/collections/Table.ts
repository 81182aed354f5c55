const BITS = 5;
const WIDTH = 1 << BITS;

type Node<T> =
  | { readonly kind: 'leaf'; readonly items: readonly (T | undefined)[] }
  | { readonly kind: 'branch'; readonly children: readonly (Node<T> | undefined)[] };

/** A list by number that is never modified; a change shares all but a few dozen slots with what it came from. */
export interface Table<T> {
  /** One more than the greatest number that was ever set. */
  readonly length: number;
  readonly depth: number;
  readonly root: Node<T>;
}

/**
 * Makes a table without entries.
 *
 * @example
 * emptyTable<string>().length; // 0
 */
export function emptyTable<T>(): Table<T> {
  return { length: 0, depth: 0, root: { kind: 'leaf', items: [] } };
}

/**
 * Reads the entry of a number; undefined when there is none.
 *
 * @param table the table
 * @param index an integer ≥ 0
 * @example
 * tableGet(tableSet(emptyTable<string>(), 70_000, 'a'), 70_000); // 'a'
 */
export function tableGet<T>(table: Table<T>, index: number): T | undefined {
  if (!(index >= 0 && index < table.length)) return undefined;
  let node: Node<T> | undefined = table.root;
  for (let level = table.depth; node?.kind === 'branch'; level -= 1) node = node.children[slot(index, level)];
  return node?.items[index % WIDTH];
}

/**
 * Gives a table with one entry set; `undefined` takes it away. Costs the logarithm of the length.
 *
 * @param table the table, which stays as it is
 * @param index an integer ≥ 0 and < 2^30
 * @param item the entry
 * @example
 * tableSet(emptyTable<string>(), 3, 'a').length; // 4
 */
export function tableSet<T>(table: Table<T>, index: number, item: T | undefined): Table<T> {
  let { depth, root } = table;
  while (index >= WIDTH ** (depth + 1)) {
    root = { kind: 'branch', children: [root] };
    depth += 1;
  }
  return { length: Math.max(table.length, index + 1), depth, root: put(root, depth, index, item) };
}

/**
 * Gives a table with an entry after the last.
 *
 * @param table the table, which stays as it is
 * @param item the entry
 * @example
 * tableAppend(emptyTable<string>(), 'a').length; // 1
 */
export function tableAppend<T>(table: Table<T>, item: T): Table<T> {
  return tableSet(table, table.length, item);
}

const slot = (index: number, level: number): number => (index >>> (BITS * level)) % WIDTH;

const put = <T>(node: Node<T> | undefined, level: number, index: number, item: T | undefined): Node<T> => {
  if (level === 0) {
    const items = node?.kind === 'leaf' ? [...node.items] : [];
    items[index % WIDTH] = item;
    return { kind: 'leaf', items };
  }
  const children = node?.kind === 'branch' ? [...node.children] : [];
  const at = slot(index, level);
  children[at] = put(children[at], level - 1, index, item);
  return { kind: 'branch', children };
};
