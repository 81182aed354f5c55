type Row = Readonly<Record<string, unknown>>;

/** Rows as a true book lists them: ids are numbers, so that a longer one is greater. */
export function inOrderOfIds<R extends Row>(rows: readonly R[]): readonly R[] {
  return [...rows].sort((a, b) => compare(a['id'], b['id']) || compare(a['container'], b['container']));
}

const compare = (one: unknown, other: unknown): number => {
  const [a, b] = [String(one), String(other)];
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
};
