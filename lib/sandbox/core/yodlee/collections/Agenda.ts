/** What is to happen, soonest first, in the order of entry among equals; never modified (a leftist heap). */
export type Agenda<T> = AgendaNode<T> | undefined;

/** One entry with what comes after it. */
export interface AgendaNode<T> {
  /** Unit: ms. */
  readonly at: number;
  /** Order of entry. */
  readonly order: number;
  readonly item: T;
  readonly rank: number;
  readonly left: Agenda<T>;
  readonly right: Agenda<T>;
}

/**
 * Gives an agenda with one entry more. Costs the logarithm of its length.
 *
 * @param agenda the agenda, which stays as it is
 * @param entry when, in which order of entry, and what
 * @example
 * schedule<string>(undefined, { at: 5, order: 1, item: 'a' })?.item; // 'a'
 */
export function schedule<T>(
  agenda: Agenda<T>,
  { at, order, item }: { readonly at: number; readonly order: number; readonly item: T },
): Agenda<T> {
  return merge(agenda, { at, order, item, rank: 1, left: undefined, right: undefined });
}

/**
 * Gives an agenda without its soonest entry. Costs the logarithm of its length.
 *
 * @param agenda the agenda, which stays as it is
 * @example
 * withoutFirst(agenda)?.at; // when the second entry is due
 */
export function withoutFirst<T>(agenda: Agenda<T>): Agenda<T> {
  return agenda === undefined ? undefined : merge(agenda.left, agenda.right);
}

const merge = <T>(a: Agenda<T>, b: Agenda<T>): Agenda<T> => {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const [first, second] = a.at < b.at || (a.at === b.at && a.order < b.order) ? [a, b] : [b, a];
  const right = merge(first.right, second);
  const swap = (first.left?.rank ?? 0) < (right?.rank ?? 0);
  const [heavy, light] = swap ? [right, first.left] : [first.left, right];
  return { ...first, rank: (light?.rank ?? 0) + 1, left: heavy, right: light };
};
