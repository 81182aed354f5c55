import type { Errors, ValidationError } from 'io-ts';
import type { DecodeFailure } from './DecodeFailure.js';

const AT_MOST = 10;

/**
 * Says where io-ts refused a value and what it expected there; never what it found. At most ten places are named.
 *
 * @param errors what a codec's `decode` left
 * @example
 * decodeFailures([{ value: 1, context: [{ key: '', type: t.string }] }]); // [{ path: '', expected: 'string' }]
 */
export function decodeFailures(errors: Errors): readonly DecodeFailure[] {
  return errors.slice(0, AT_MOST).map(failureOf);
}

function failureOf({ context }: ValidationError): DecodeFailure {
  const path = context.filter((_, at) => at > 0 && !isAlternative(context[at - 1]?.type)).map(({ key }) => key);
  return { path: path.join('.'), expected: context.at(-1)?.type.name ?? 'unknown' };
}

/** Members of unions and intersections are numbered in the context, but are no part of the path. */
function isAlternative(type: object | undefined): boolean {
  return type !== undefined && '_tag' in type && (type._tag === 'UnionType' || type._tag === 'IntersectionType');
}
