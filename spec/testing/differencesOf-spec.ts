import { expect } from 'chai';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { differencesOf } from '../../lib/testing/differencesOf.js';

describe('differencesOf', () => {
  it('finds none between equals of every kind', () => {
    const make = (): readonly unknown[] => [
      new Date(0),
      new Map([[{ k: 1 }, 2]]),
      new Set([1]),
      new Uint8Array([1]),
      new URL('https://a.example/b'),
      /a/g,
      NaN,
      undefined,
      null,
      10n,
      Object.assign(new Error('no'), { code: 1 }),
      [{ deep: [{ er: undefined }] }],
      new Uint8Array([1]).buffer,
      Buffer.from('a'),
    ];
    expect(differencesOf(make(), make())).to.deep.equal([]);
  });

  for (const [actual, expected, line] of [
    [{ a: [1] }, { a: [2] }, '.a[0]: expected 2, got 1'],
    [{}, { a: undefined }, '.a: expected undefined, got nothing'],
    [{ a: 1 }, {}, '.a: not expected, got 1'],
    [new Date(0), new Date(1), ' as time: expected 1, got 0'],
    [new Map([['k', 1]]), new Map([['k', 2]]), '{"k"}: expected 2, got 1'],
    [new Set([1]), new Set([2]), '{1}: not expected, got true'],
    [new Uint8Array([1]), new Uint8Array([2]), ' as bytes: expected "2", got "1"'],
    [new Error('a'), new Error('b'), '.message: expected "b", got "a"'],
    [
      new URL('https://a.example'),
      new URL('https://b.example'),
      ' as text: expected "https://b.example/", got "https://a.example/"',
    ],
    [[1], [1, 2], '[1]: expected 2, got nothing'],
    [[], {}, 'value: expected {}, got []'],
    [null, {}, 'value: expected {}, got null'],
    ['1', 1, 'value: expected 1, got "1"'],
  ] as const) {
    it(`says ${line}`, () => {
      expect(differencesOf(actual, expected)[0]).to.equal(line);
    });
  }

  it('agrees with node about anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(differencesOf(a, structuredClone(a))).to.deep.equal([]);
        // -0 and 0 look the same in a marble.
        if (JSON.stringify(a) !== JSON.stringify(b))
          expect(differencesOf(a, b).length === 0).to.equal(isDeepStrictEqual(a, b));
      }),
    );
  });

  it('follows a circle once', () => {
    const circle = (): object => {
      const made: Record<string, unknown> = { n: 1 };
      made['self'] = made;
      return made;
    };
    expect(differencesOf(circle(), circle())).to.deep.equal([]);
  });
});
