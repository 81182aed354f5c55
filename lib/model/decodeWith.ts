import type * as t from 'io-ts';
import { compileCodec } from './compileCodec.js';
import { decodeFailures } from './decodeFailures.js';
import type { DecodeFailure } from './DecodeFailure.js';

/** What a decoder makes of a value. */
export type Decoded<A> =
  | { readonly kind: 'decoded'; readonly value: A }
  | { readonly kind: 'refused'; readonly failures: readonly DecodeFailure[] };

/**
 * Turns a codec into a decoder that judges as `codec.decode` does, with a compiled fast path for what is accepted.
 *
 * Accepted values are handed back as they are, not copied.
 *
 * @param codec the public codec
 * @example
 * const decodeName = decodeWith(t.type({ name: t.string }));
 * decodeName({ name: 'Ada' }); // { kind: 'decoded', value: { name: 'Ada' } }
 */
export function decodeWith<A>(codec: t.Type<A, unknown>): (value: unknown) => Decoded<A> {
  const accepts = compileCodec(codec);
  return (value) => {
    if (accepts?.(value) === true) return { kind: 'decoded', value };
    const slow = codec.decode(value);
    // By its tag: to import fp-ts itself would make loading the core slower.
    return slow._tag === 'Right'
      ? { kind: 'decoded', value: slow.right }
      : { kind: 'refused', failures: decodeFailures(slow.left) };
  };
}
