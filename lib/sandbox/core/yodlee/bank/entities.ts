import type { Entity, Version } from './records.js';

const KEPT_S = 8 * 86_400;

/** A record as it is now. */
export interface Live<V> {
  readonly id: string;
  readonly value: V;
  /** When it became so. Unit: epoch seconds. */
  readonly at: number;
}

/**
 * Gives the newest version of a record.
 *
 * @param entity the record
 * @example
 * latest(account)?.value.name;
 */
export function latest<V>(entity: Entity<V>): Version<V> | undefined {
  return entity.versions.at(-1);
}

/**
 * Lists the records that are there now, each with its value and since when.
 *
 * @param entities the records
 * @example
 * live(book.accounts).map(({ id }) => id);
 */
export function live<V>(entities: readonly Entity<V>[]): readonly Live<V>[] {
  return entities.flatMap((entity) => {
    const last = latest(entity);
    return last === undefined || last.deleted ? [] : [{ id: entity.id, value: last.value, at: last.at }];
  });
}

/**
 * Gives the records with some of them at a new version, deleted or not; versions older than eight days that have a
 * younger one are forgotten, because nobody may ask for them.
 *
 * @param entities the records, which stay as they are
 * @param changes new values by id; one without a record makes one
 * @param at when. Unit: epoch seconds
 * @example
 * revise(book.accounts, new Map([['1', { ...value, nickname: 'holidays' }]]), at);
 */
export function revise<V>(
  entities: readonly Entity<V>[],
  changes: ReadonlyMap<string, V>,
  at: number,
  deleted = false,
): readonly Entity<V>[] {
  if (changes.size === 0) return entities;
  const known = new Set(entities.map(({ id }) => id));
  const revised = entities.map((entity) => {
    const value = changes.get(entity.id);
    return value === undefined ? entity : { id: entity.id, versions: follow(entity.versions, { at, value, deleted }) };
  });
  const made = [...changes]
    .filter(([id]) => !known.has(id))
    .map(([id, value]): Entity<V> => ({ id, versions: [{ at, value, deleted }] }));
  return [...revised, ...made];
}

/**
 * Gives the records with some of them deleted.
 *
 * @param entities the records, which stay as they are
 * @param which says of a live record whether it goes
 * @param at when. Unit: epoch seconds
 * @example
 * remove(book.transactions, ({ accountId }) => accountId === '1', at);
 */
export function remove<V>(
  entities: readonly Entity<V>[],
  which: (value: V, id: string) => boolean,
  at: number,
): readonly Entity<V>[] {
  const gone = live(entities).filter(({ id, value }) => which(value, id));
  return revise(entities, new Map(gone.map(({ id, value }) => [id, value])), at, true);
}

const follow = <V>(versions: readonly Version<V>[], next: Version<V>): readonly Version<V>[] => {
  // Within one second there is only one version: the later one.
  const before = versions.filter(({ at }) => at < next.at);
  const firstYoung = before.findIndex(({ at }) => at > next.at - KEPT_S);
  return [...(firstYoung < 0 ? before.slice(-1) : before.slice(Math.max(0, firstYoung - 1))), next];
};
