import { expect } from 'chai';
import { splitUserData, type NoticePieces } from '../../../lib/aggregators/yodlee/splitUserData.js';
import { bytesOf, cut, wireNotice, wireUser } from '../../support/yodlee.js';

function pieces(text: string, lengths: readonly number[] = [1e9]) {
  const seen: string[] = [];
  const utf8 = new TextDecoder();
  const taker: NoticePieces = {
    entries: (bytes, bounds) => {
      for (let at = 0; at < bounds.length; at += 2) seen.push(utf8.decode(bytes.slice(bounds[at], bounds[at + 1])));
    },
    refusedEntry: (_, length, expected) => seen.push(`${expected}, ${String(length)}`),
    member: (level, key, value) =>
      seen.push(`${level}.${key}=${value === undefined ? 'left out' : utf8.decode(value)}`),
  };
  const splitter = splitUserData(taker);
  for (const chunk of cut(bytesOf(text), lengths)) splitter.write(chunk);
  return { seen, failure: splitter.end() };
}

describe('splitUserData', () => {
  const text =
    ' {"event": {"x": {"data": [1]}, "data": {"userData": [ {"a":"}]"} , 7,"s\\"",[{}]], "fromDate" : "F"}, "info":"I"}, "y":-1.5 } ';
  const parts = [
    'event.x={"data": [1]}',
    '{"a":"}]"}',
    '7',
    '"s\\""',
    '[{}]',
    'data.fromDate="F"',
    'event.info="I"',
    'root.y=-1.5',
  ];

  it('cuts entries and members apart, in the order in which they come', () => {
    expect(pieces(text)).to.deep.equal({ seen: parts, failure: undefined });
  });

  for (const length of [1, 2, 3, 5, 7, 11, 64]) {
    it(`does so in chunks of ${String(length)}`, () => expect(pieces(text, [length]).seen).to.deep.equal(parts));
  }

  it('knows the envelope without event', () => {
    expect(pieces('\ufeff{"data":{"userData":[1]},"info":"I"}', [1]).seen).to.deep.equal(['1', 'root.info="I"']);
  });

  it('hands groups of at most 64 over', () => {
    let most = 0;
    const splitter = splitUserData({
      entries: (_, bounds) => void (most = Math.max(most, bounds.length / 2)),
      refusedEntry: () => undefined,
      member: () => undefined,
    });
    splitter.write(bytesOf(wireNotice(Array.from({ length: 200 }, (_, at) => wireUser(`user${String(at)}`)))));
    expect([most, splitter.end()]).to.deep.equal([64, undefined]);
  });

  it('leaves out what is too long or too deep, and goes on', () => {
    const long = 'x'.repeat(300_000);
    for (const lengths of [[1e9], [9_999]]) {
      const { seen, failure } = pieces(
        `{"event":{"long":"${long}","data":{"userData":["${long}",${'['.repeat(33)}${']'.repeat(33)},1]},"info":"I"}}`,
        lengths,
      );
      expect(seen).to.deep.equal([
        'event.long=left out',
        'at most 262144 bytes, 300002',
        'at most 32 levels, 66',
        '1',
        'event.info="I"',
      ]);
      expect(failure).to.equal(undefined);
    }
  });

  it('holds no more than the longest entry', () => {
    const splitter = splitUserData({
      entries: () => undefined,
      refusedEntry: () => undefined,
      member: () => undefined,
    });
    splitter.write(bytesOf('{"data":{"userData":["'));
    const piece = new Uint8Array(65_536).fill(0x61);
    const before = process.memoryUsage().arrayBuffers;
    for (let at = 0; at < 500; at++) splitter.write(piece);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(4_000_000);
    expect(splitter.end()).to.equal('a complete JSON document');
  });

  for (const [broken, failure] of [
    ['', 'JSON'],
    ['[1]', 'a JSON object'],
    ['{"a" 1}', 'JSON'],
    ['{"a":,}', 'JSON'],
    ['{,}', 'JSON'],
    ['{"a":1,}', 'JSON'],
    ['{"a":1 "b":2}', 'JSON'],
    ['{"data":{"userData":[1,]}}', 'JSON'],
    ['{"data":{"userData":[1 2]}}', 'JSON'],
    ['{"data":{"userData":[1}}', 'JSON'],
    ['{}{}', 'nothing after the document'],
    ['{"a":"b', 'a complete JSON document'],
  ] as const) {
    it(`says what was expected in ${JSON.stringify(broken)}`, () => {
      expect([pieces(broken).failure, pieces(broken, [1]).failure]).to.deep.equal([failure, failure]);
    });
  }
});
