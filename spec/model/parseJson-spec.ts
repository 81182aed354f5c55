import { expect } from 'chai';
import fc from 'fast-check';
import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';
import { parseJson } from '../../lib/model/parseJson.js';

const mantissaDigits = (lexeme: string): number => (lexeme.split(/[eE]/)[0] ?? '').replace(/[^0-9]/g, '').length;

/** What parseJson promises, said with lossless-json. */
const expected = (text: string): unknown =>
  parse(text, (_, value) => {
    if (!isLosslessNumber(value)) return value;
    const lexeme = value.toString();
    return mantissaDigits(lexeme) >= 16 ? lexeme : Number(lexeme);
  });

const lexemes = fc.oneof(
  fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => String(Object.is(value, -0) ? 0 : value)),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^[0-9]{1,20}$/))
    .map(([whole, part]) => `${String(whole)}.${part}`),
  fc
    .tuple(fc.nat(), fc.integer({ min: -20, max: 20 }))
    .map(([whole, by]) => `${String(whole)}E${by < 0 ? '' : '+'}${String(by)}`),
);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    lexemes.map((lexeme) => new LosslessNumber(lexeme)),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9"\\.:eE-]{0,40}$/),
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[0-9a-z"\\]{1,20}$/), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('parseJson', () => {
  it('D3: keeps every digit of a number that a double could not hold', () => {
    expect(parseJson('{"id":9007199254740993,"amount":-1234567890123456.78,"n":20}')).to.deep.equal({
      id: '9007199254740993',
      amount: '-1234567890123456.78',
      n: 20,
    });
  });

  it('agrees with a lossless parser on any JSON', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1), (value, indent) => {
        const text = stringify(value, undefined, indent) ?? 'null';
        expect(parseJson(text)).to.deep.equal(expected(text));
      }),
      { numRuns: 1_500 },
    );
  });

  it('finds a number of just 16 digits, wherever it stands', () => {
    for (let at = 0; at < 40; at++) {
      for (const [lexeme, value] of [
        ['1234567890123456', '1234567890123456'],
        ['123456789012.3456', '123456789012.3456'],
        ['123456789012345', 123_456_789_012_345],
      ] as const) {
        expect(parseJson(`{"${'k'.repeat(at)}":${lexeme}}`)).to.deep.equal({ ['k'.repeat(at)]: value });
      }
    }
  });

  it('refuses what JSON.parse refuses, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[\]{}",:0-9eE.+ -]{0,60}$/), fc.nat(60), (text, at) => {
        const candidate = `${text.slice(0, at)}12345678901234567${text.slice(at)}`;
        expect(verdict(() => parseJson(candidate))).to.equal(verdict(() => JSON.parse(candidate)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not make a key, or a number with a leading zero, valid', () => {
    for (const text of [
      '{1234567890123456:1}',
      '{1234567890123456 \n:1}',
      '[01234567890123456]',
      '[1234567890123456.]',
      '-',
      '"1234567890123456',
    ]) {
      expect(() => parseJson(text)).to.throw(SyntaxError);
    }
  });

  it('leaves digits inside strings alone', () => {
    const text = '{"iban":"FR7612345678901234567890123","a\\"12345678901234567":"\\\\","n":12345678901234567}';
    expect(parseJson(text)).to.deep.equal({
      iban: 'FR7612345678901234567890123',
      'a"12345678901234567': '\\',
      n: '12345678901234567',
    });
  });

  it('D12: takes linear time on hostile texts', () => {
    const hostile = [
      '1'.repeat(400_000),
      '"\\'.repeat(200_000),
      `[${'123456789012345,'.repeat(30_000)}1]`,
      '[1234567890123456'.repeat(20_000),
    ];
    for (const text of hostile) {
      const began = process.cpuUsage().user;
      verdict(() => parseJson(text));
      expect((process.cpuUsage().user - began) / 1000).to.be.below(1_000);
    }
  });
});

const verdict = (parsing: () => unknown): string => {
  try {
    parsing();
    return 'taken';
  } catch (error) {
    return error instanceof SyntaxError ? 'refused' : String(error);
  }
};
