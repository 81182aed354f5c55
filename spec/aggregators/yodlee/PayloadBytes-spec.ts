import { expect } from 'chai';
import fc from 'fast-check';
import { PayloadBytes } from '../../../lib/aggregators/yodlee/PayloadBytes.js';
import { bytesOf, cut } from '../../support/yodlee.js';

function taken(
  text: string,
  lengths: readonly number[] = [1e9],
): { readonly json: string; readonly lacksField: boolean } {
  const payload = new PayloadBytes();
  const parts = [...cut(bytesOf(text), lengths).map((chunk) => payload.write(chunk).slice()), payload.end()];
  return {
    json: new TextDecoder().decode(Uint8Array.from(parts.flatMap((part) => [...part]))),
    lacksField: payload.lacksField,
  };
}

describe('PayloadBytes', () => {
  for (const [body, json] of [
    ['{"a":"b+c%20d&e"}', '{"a":"b+c%20d&e"}'],
    [' \n{"a":1}', '{"a":1}'],
    ['\ufeff{"a":1}', '{"a":1}'],
    ['payload=%7B%22a%22%3A%22b+c%2Bd%22%7D', '{"a":"b c+d"}'],
    ['x=1&payload={"a":1}&y=2', '{"a":1}'],
    ['%7B%22a%22%3A1%7D', '{"a":1}'],
    ['payload=50%&x', '50%'],
    ['payload=50%zz', '50%zz'],
    ['payload=%4', '%4'],
    ['payload=%E2%82%AC', '€'],
  ] as const) {
    it(`takes ${json} from ${body}`, () => expect(taken(body)).to.deep.equal({ json, lacksField: false }));
  }

  it('takes the same from any chunks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (text, lengths) => {
          const form = `a=1&payload=${encodeURIComponent(JSON.stringify({ text }))}&b=2`;
          expect(taken(form, lengths).json).to.equal(JSON.stringify({ text }));
        },
      ),
    );
  });

  for (const body of ['a=1', 'payloads=1', 'xpayload=1', 'a', 'PAYLOAD=1']) {
    it(`says that ${body} lacks the field`, () => expect(taken(body)).to.deep.equal({ json: '', lacksField: true }));
  }
});
