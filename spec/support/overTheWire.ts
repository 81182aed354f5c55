import { isLeft } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/** Writes a value as JSON, reads it back and decodes it, as a client would. */
export function overTheWire<T>(codec: t.Type<T>, value: unknown): T {
  const decoded = codec.decode(JSON.parse(JSON.stringify(value)));
  if (isLeft(decoded)) throw new Error(`${codec.name} refuses it`);
  return decoded.right;
}
