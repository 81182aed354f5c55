import { expect } from 'chai';
import fc from 'fast-check';
import { isRight } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { compileCodec } from '../../lib/model/compileCodec.js';
import { LeafType } from '../../lib/model/LeafType.js';

const KEYS = ['id', 'status', 'kind', 'list'] as const;

type Codec = t.Type<unknown, unknown>;
const asCodec = (codec: t.Mixed): Codec => codec;

/** Codecs of every kind that can be compiled. */
const codecs = fc.letrec<{ codec: Codec }>((tie) => ({
  codec: fc
    .oneof(
      { maxDepth: 4 },
      fc.constantFrom<t.Mixed>(
        t.string,
        t.number,
        t.boolean,
        t.null,
        t.undefined,
        t.unknown,
        t.literal('a'),
        t.keyof({ a: null, b: null }),
        new LeafType('Short', (value): value is string => typeof value === 'string' && value.length < 2),
      ),
      tie('codec').map((item): t.Mixed => t.array(item)),
      fc.dictionary(fc.constantFrom(...KEYS), tie('codec'), { maxKeys: 3 }).map((props): t.Mixed => t.type(props)),
      fc.dictionary(fc.constantFrom(...KEYS), tie('codec'), { maxKeys: 3 }).map((props): t.Mixed => t.partial(props)),
      fc.tuple(tie('codec'), tie('codec')).map(([one, other]): t.Mixed => t.union([one, other])),
      fc.tuple(tie('codec'), tie('codec')).map(([one, other]): t.Mixed => t.intersection([one, other])),
    )
    .map(asCodec),
})).codec;

const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>('a', 'b', 'long', '', 0, 1.5, NaN, true, null, undefined, new Date(0), new Map(), 7n),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4, noNullPrototype: false }),
    tie('value').map((value) => Object.assign(Object.create({ inherited: 1 }) as object, { id: value })),
    tie('value').map((value) => ({ id: value, [Symbol.toStringTag]: 'Odd' })),
  ),
})).value;

/** Own members alone: io-ts writes those that may be undefined, and then a copy without the prototype. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Map) return value;
  const members = Reflect.ownKeys(value).map((key): [string | symbol, unknown] => [key, Reflect.get(value, key)]);
  return Object.fromEntries(
    members.flatMap(([key, member]) => (member === undefined ? [] : [[key, withoutUndefined(member)]])),
  );
}

describe('compileCodec', () => {
  it('accepts nothing that the codec refuses or hands back as another, whatever both are', () => {
    fc.assert(
      fc.property(codecs, values, (codec, value) => {
        const accepts = compileCodec(codec);
        if (accepts === undefined) throw new Error('every codec here can be compiled');
        if (!accepts(value)) return;
        expect(codec.is(value)).to.equal(true);
        const decoded = codec.decode(value);
        expect(withoutUndefined(isRight(decoded) ? decoded.right : decoded)).to.deep.equal(withoutUndefined(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('accepts all that the codec accepts, of what JSON.parse can make', () => {
    fc.assert(
      fc.property(codecs, values, (codec, value) => {
        const plain: unknown = JSON.parse(
          JSON.stringify([value], (_, member: unknown) => (typeof member === 'bigint' ? 7 : member)),
        );
        expect(compileCodec(codec)?.(plain)).to.equal(codec.is(plain));
        const decoded = codec.decode(plain);
        if (isRight(decoded)) expect(withoutUndefined(decoded.right)).to.deep.equal(plain);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells a member that is missing from one that is undefined, as io-ts does', () => {
    const accepts = compileCodec(t.type({ id: t.undefined }));
    expect(accepts?.({})).to.equal(false);
    expect(accepts?.({ id: undefined })).to.equal(true);
  });

  it('takes no undefined for a member that must be there, nor an object that pretends to be another', () => {
    expect(compileCodec(t.type({ id: t.string }))?.({ id: undefined })).to.equal(false);
    expect(compileCodec(t.partial({ id: t.string }))?.({ id: undefined })).to.equal(true);
    expect(compileCodec(t.type({ id: t.string }))?.({ id: '7', [Symbol.toStringTag]: 'Odd' })).to.equal(false);
    expect(compileCodec(t.type({}))?.(new Date(0))).to.equal(false);
  });

  it('does not take a member of Object.prototype for an absent one', () => {
    expect(compileCodec(t.partial({ toString: t.string }))?.({})).to.equal(false);
  });

  it('leaves codecs alone that change their input or hide a function', () => {
    const even = t.refinement(t.number, (value) => value % 2 === 0);
    for (const opaque of [
      t.exact(t.type({ a: t.string })),
      even,
      t.strict({ a: t.string }),
      t.record(t.string, t.number),
    ]) {
      expect(compileCodec(asCodec(opaque))).to.equal(undefined);
      expect(compileCodec(asCodec(t.array(opaque)))).to.equal(undefined);
      expect(compileCodec(asCodec(t.type({ a: opaque })))).to.equal(undefined);
      expect(compileCodec(asCodec(t.union([t.string, opaque])))).to.equal(undefined);
      expect(compileCodec(asCodec(t.intersection([t.type({}), opaque])))).to.equal(undefined);
    }
  });
});
