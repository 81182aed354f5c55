import { expect } from 'chai';
import fc from 'fast-check';
import { TopicValues } from '../../../lib/bridge/hub/TopicValues.js';

describe('TopicValues', () => {
  it('keeps the last value of each key', () => {
    const values = new TopicValues('keyed', 10);
    for (const [key, data] of [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const)
      values.set(key, data);
    expect(JSON.parse(values.json())).to.deep.equal({ a: 3, b: 2 });
  });

  it('keeps the last value, null before the first', () => {
    const values = new TopicValues('latest', 10);
    expect(values.json()).to.equal('null');
    values.set(undefined, '1');
    values.set(undefined, '2');
    expect(values.json()).to.equal('2');
  });

  it('keeps nothing where nothing may be folded', () => {
    const values = new TopicValues('none', 10);
    values.set(undefined, '1');
    values.set('a', '1');
    expect(values.json()).to.equal('null');
    expect(values.delete('a')).to.equal(false);
  });

  it('forgets a key, and tells whether it was there', () => {
    const values = new TopicValues('keyed', 10);
    values.set('a', '1');
    expect([values.json(), values.delete('a'), values.delete('a'), values.json()]).to.deep.equal([
      '{"a":1}',
      true,
      false,
      '{}',
    ]);
  });

  it('names the key that was longest without a value when there is one too many', () => {
    const values = new TopicValues('keyed', 2);
    expect(['a', 'b', 'a', 'c'].map((key) => values.set(key, '1'))).to.deep.equal([
      undefined,
      undefined,
      undefined,
      'b',
    ]);
  });

  it('writes the same text again as long as nothing changed', () => {
    const values = new TopicValues('keyed', 10);
    values.set('a', '"long"');
    expect(values.json()).to.equal(values.json());
    values.set('a', '2');
    expect(values.json()).to.equal('{"a":2}');
  });

  it('is what a map would be, whatever the keys', () => {
    const steps = fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant('__proto__')), fc.option(fc.nat(9))));
    fc.assert(
      fc.property(steps, (all) => {
        const values = new TopicValues('keyed', 1_000);
        const model = new Map<string, number>();
        for (const [key, value] of all) {
          if (value === null) expect(values.delete(key)).to.equal(model.delete(key));
          else {
            values.set(key, String(value));
            model.set(key, value);
          }
        }
        const read = Object.entries(JSON.parse(values.json()) as object);
        expect([...read].sort()).to.deep.equal([...model].sort());
      }),
    );
  });
});
