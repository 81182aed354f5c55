import * as t from 'io-ts';

/**
 * A codec that takes or refuses a value as a whole and never changes it, so that it can be compiled.
 *
 * io-ts' own refinements are opaque functions around another codec; a leaf is one predicate with a name.
 *
 * @param name what a DecodeError shows as expected
 * @param is the predicate
 * @example
 * const Even = new LeafType('Even', (value): value is number => typeof value === 'number' && value % 2 === 0);
 */
export class LeafType<A> extends t.Type<A> {
  readonly _tag = 'LeafType';

  constructor(name: string, is: t.Is<A>) {
    super(name, is, (value, context) => (is(value) ? t.success(value) : t.failure(value, context)), t.identity);
  }
}
