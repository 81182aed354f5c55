import { expect } from 'chai';
import { setImmediate as turn } from 'node:timers/promises';
import { firstValueFrom } from 'rxjs';
import { opened } from '../../lib/cli/opened.js';

describe('opened', () => {
  const noted = () => {
    const notes: string[] = [];
    const close = (it: string): Promise<never> => {
      notes.push(`close ${it}`);
      return Promise.reject(new Error('nobody hears this'));
    };
    return { notes, close };
  };

  it('gives what was opened, and closes it when nobody listens any more', async () => {
    const { notes, close } = noted();
    const subscription = opened(() => Promise.resolve('door'), close).subscribe((it) => notes.push(it));
    await turn();
    expect(notes).to.deep.equal(['door']);
    subscription.unsubscribe();
    await turn();
    expect(notes).to.deep.equal(['door', 'close door']);
  });

  it('closes what was still being opened when everybody left', async () => {
    const { notes, close } = noted();
    const { promise, resolve } = withResolver();
    opened(() => promise, close)
      .subscribe((it) => notes.push(it))
      .unsubscribe();
    resolve('door');
    await turn();
    expect(notes).to.deep.equal(['close door']);
  });

  it('errors with what keeps it shut, and closes nothing', async () => {
    const { notes, close } = noted();
    const shut = opened(() => Promise.reject(new Error('shut')), close);
    expect(await firstValueFrom(shut).catch((error: unknown) => String(error))).to.equal('Error: shut');
    await turn();
    expect(notes).to.deep.equal([]);
  });
});

function withResolver(): { readonly promise: Promise<string>; readonly resolve: (it: string) => void } {
  let resolve: (it: string) => void = () => undefined;
  const promise = new Promise<string>((settle) => (resolve = settle));
  return { promise, resolve };
}
