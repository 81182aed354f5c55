import { expect } from 'chai';
import {
  dayArgument,
  durationArgument,
  idArgument,
  parseArgument,
  positiveNumberArgument,
  wholeNumberArgument,
} from '../../lib/cli/parseArgument.js';

describe('parseArgument', () => {
  it('says what was expected', () => {
    expect(() => parseArgument('a colour', () => undefined)('7')).to.throw('Expected a colour.');
  });

  const good: readonly (readonly [string, (text: string) => unknown, string, unknown])[] = [
    ['durationArgument', durationArgument, '8s', 8_000],
    ['idArgument', idArgument, '1001', '1001'],
    ['wholeNumberArgument', wholeNumberArgument, '0', 0],
    ['positiveNumberArgument', positiveNumberArgument, '0.5', 0.5],
    ['dayArgument', dayArgument, '2021-12-20', '2021-12-20'],
  ];
  for (const [name, parse, text, value] of good) {
    it(`takes ${text} as ${name}`, () => {
      expect(parse(text)).to.equal(value);
    });
  }

  const bad: readonly (readonly [string, (text: string) => unknown, string])[] = [
    ['durationArgument', durationArgument, '8'],
    ['idArgument', idArgument, '../users'],
    ['wholeNumberArgument', wholeNumberArgument, '1.5'],
    ['positiveNumberArgument', positiveNumberArgument, '0'],
    ['dayArgument', dayArgument, '2021-13-40'],
  ];
  for (const [name, parse, text] of bad) {
    it(`refuses ${text} as ${name}`, () => {
      expect(() => parse(text)).to.throw('Expected ');
    });
  }
});
