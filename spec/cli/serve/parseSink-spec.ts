import { expect } from 'chai';
import { parseSink, SINK_EXPECTED } from '../../../lib/cli/serve/parseSink.js';

describe('parseSink', () => {
  it('reads the three sinks', () => {
    expect(parseSink('book')).to.deep.equal({ kind: 'book' });
    expect(parseSink('ndjson:-')).to.deep.equal({ kind: 'ndjson' });
    expect(parseSink('post:https://a.example/x')).to.deep.equal({ kind: 'post', url: 'https://a.example/x' });
    expect(parseSink('post:http://[::1]:8080/x')).to.deep.equal({ kind: 'post', url: 'http://[::1]:8080/x' });
  });

  it('reads nothing else, above all no secrets in a URL', () => {
    for (const text of [
      '',
      'ndjson',
      'ndjson:file',
      'post:',
      'post:ftp://a',
      'post:https://u:p@a',
      'post:https://u@a',
      'post:http://a.example/x',
      'post:http://127.0.0.1.a.example/x',
      'post:https://a/?t=1',
    ]) {
      expect(parseSink(text), text).to.equal(undefined);
    }
  });
});

describe('SINK_EXPECTED', () => {
  it('names every sink', () => expect(SINK_EXPECTED).to.match(/book.*ndjson:-.*post:URL/));
});
