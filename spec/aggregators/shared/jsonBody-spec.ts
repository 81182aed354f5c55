import { expect } from 'chai';
import fc from 'fast-check';
import { jsonBody, jsonText } from '../../../lib/aggregators/shared/jsonBody.js';
import { answered } from '../../support/fakeUpstream.js';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));
const BOM = [0xef, 0xbb, 0xbf];
const read = (body: unknown, type = 'application/json'): unknown =>
  jsonBody('read queue', answered(200, body, { 'content-type': type }));

describe('jsonBody', () => {
  it('reads JSON whatever its type is called, short of HTML', () => {
    for (const type of ['application/json; charset=utf-8', 'text/plain', ''])
      expect(read('{"a":1}', type)).to.deep.equal({ a: 1 });
  });

  it('T4: reads an empty body as undefined', () => {
    for (const body of ['', ' \r\n']) expect(read(body)).to.equal(undefined);
  });

  it('P12: takes no page of HTML for an answer, an empty one neither', () => {
    const portal = '<!doctype html><title>Please log in, secret</title>';
    expect(() => read(portal, 'text/html; charset=utf-8')).to.throw(
      /^read queue: unexpected shape: : expected JSON, not HTML$/,
    );
    expect(() => read('', 'application/xhtml+xml')).to.throw('not HTML');
    expect(() => read(portal)).to.throw(/expected JSON$/);
  });

  it('D7: takes one byte order mark, not two', () => {
    expect(read(bytes(BOM, '[1]'))).to.deep.equal([1]);
    expect(() => read(bytes(BOM, BOM, '[1]'))).to.throw('expected JSON');
  });

  it('D7: refuses invalid UTF-8, so that no two keys become one', () => {
    expect(() => read(bytes('{"id":"', [0xff], '"}'))).to.throw('expected UTF-8');
    expect(() => read(bytes('"', [0xed, 0xa0, 0x80], '"'))).to.throw('expected UTF-8');
  });

  it('P3: refuses a body that was cut off, wherever it was', () => {
    const whole = '[{"id":"20","event_type":"X","creation_date":1528112097}]';
    for (let at = 1; at < whole.length; at++) expect(() => read(whole.slice(0, at))).to.throw('expected JSON');
  });

  it('D6: parses a hundred thousand levels without falling over', () => {
    expect(Array.isArray(read('['.repeat(100_000) + ']'.repeat(100_000)))).to.equal(true);
  });

  it('shows nothing of the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        try {
          read(bytes('secret', [...body]));
        } catch (error) {
          expect(String(error) + JSON.stringify(error)).not.to.include('secret');
        }
      }),
    );
  });
});

describe('jsonText', () => {
  it('keeps long numbers', () => {
    expect(jsonText('decode webhook', '{"id":9007199254740993}')).to.deep.equal({ id: '9007199254740993' });
  });
});
