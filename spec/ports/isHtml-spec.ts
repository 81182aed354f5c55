import { expect } from 'chai';
import { isHtml } from '../../lib/ports/isHtml.js';

const judged = (headers: Readonly<Record<string, string>>): boolean =>
  isHtml({ status: 200, headers, body: new Uint8Array() });

describe('isHtml', () => {
  it('goes by the label, in every spelling', () => {
    for (const type of ['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml', 'html']) {
      expect(judged({ 'content-type': type }), type).to.equal(true);
    }
  });

  it('takes nothing else for a page', () => {
    for (const type of ['application/json', 'text/plain', '', 'text/htmlish']) {
      expect(judged({ 'content-type': type }), type).to.equal(false);
    }
    expect(judged({})).to.equal(false);
  });
});
