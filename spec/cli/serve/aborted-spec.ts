import { expect } from 'chai';
import { aborted } from '../../../lib/cli/serve/aborted.js';

describe('aborted', () => {
  it('emits once when the signal aborts, at once if it has', () => {
    const controller = new AbortController();
    const seen: string[] = [];
    aborted(controller.signal).subscribe({ next: () => seen.push('then'), complete: () => seen.push('done') });
    expect(seen).to.deep.equal([]);
    controller.abort();
    aborted(controller.signal).subscribe(() => seen.push('at once'));
    expect(seen).to.deep.equal(['then', 'done', 'at once']);
  });
});
