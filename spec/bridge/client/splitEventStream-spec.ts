import { expect } from 'chai';
import fc from 'fast-check';
import { splitEventStream } from '../../../lib/bridge/client/splitEventStream.js';

const message = (data: string) => ({ event: 'message', data });

describe('splitEventStream', () => {
  it('gives events that are whole, and keeps the rest for later', () => {
    const split = splitEventStream();
    expect(split('id: 1\ndata: a\n\nda')).to.deep.equal([message('a')]);
    expect(split('ta: b')).to.deep.equal([]);
    expect(split('\n\n')).to.deep.equal([message('b')]);
  });

  it('names the event, and joins lines of data', () => {
    expect(splitEventStream()('event: close\ndata: a\ndata:b\n\n')).to.deep.equal([{ event: 'close', data: 'a\nb' }]);
  });

  it('leaves out comments and events without data', () => {
    expect(splitEventStream()(': hello\n\nid: 3\n\nevent: x\n\ndata: a\n\n')).to.deep.equal([message('a')]);
  });

  it('keeps what looks like a field in the data', () => {
    expect(splitEventStream()('data: {"data: 1":"id: 2"}\n\n')).to.deep.equal([message('{"data: 1":"id: 2"}')]);
  });

  for (const [name, end] of Object.entries({ LF: '\n', CRLF: '\r\n', CR: '\r' })) {
    it(`reads lines that end with ${name}, wherever the network cuts them`, () => {
      const stream = [
        ['event: close', 'data: a'],
        ['data: b', 'data: c'],
      ].map((lines) => lines.join(end) + end + end);
      fc.assert(
        fc.property(fc.array(fc.nat(stream.join('').length), { maxLength: 6 }), (cuts) => {
          const split = splitEventStream();
          const edges = [0, ...cuts.sort((a, b) => a - b), Infinity];
          const events = edges.slice(1).flatMap((to, at) => split(stream.join('').slice(edges[at], to)));
          expect(events).to.deep.equal([{ event: 'close', data: 'a' }, message('b\nc')]);
        }),
      );
    });
  }
});
