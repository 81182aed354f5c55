import { expect } from 'chai';
import { lineHost } from '../../../../lib/cli/commands/demo/lineHost.js';
import { fakeHost } from '../../../support/fakeHost.js';

describe('lineHost', () => {
  it('reads whole lines, however they are cut, and leaves everything else out', async () => {
    const kinds: string[] = [];
    const { stdout, folder } = lineHost(fakeHost(), { env: {}, folder: '/x' }, ({ kind }) => kinds.push(kind));
    stdout.write('words for people\n{"kind":"swe');
    await stdout.deliver('pt"}\n{"other":1}\n\n{"kind":"dead"}\n{"kind":');
    expect(kinds).to.deep.equal(['swept', 'dead']);
    expect(folder).to.equal('/x');
  });
});
