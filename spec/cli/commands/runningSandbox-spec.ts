import { expect } from 'chai';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { runningSandbox } from '../../../lib/cli/commands/runningSandbox.js';
import type { RunningSandbox } from '../../../lib/sandbox/index.js';

const isUp = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}

describe('runningSandbox', () => {
  it('runs for as long as somebody is subscribed', async () => {
    let sandbox: RunningSandbox | undefined;
    await new Promise<void>((resolve, reject) => {
      const running = runningSandbox({ speed: 100 }).subscribe({
        next: (started) => {
          sandbox = started;
          isUp(started.baseUrl)
            .then((up) => {
              expect(up).to.equal(true);
              running.unsubscribe();
              resolve();
            })
            .catch(reject);
        },
        error: reject,
      });
    });
    await until(async () => !(await isUp(sandbox?.baseUrl ?? '')));
  });

  it('closes one that is still starting when everybody has left', () => {
    runningSandbox({}).subscribe().unsubscribe();
  });

  it('takes an option that means nothing for wrong usage', async () => {
    const error: unknown = await lastValueFrom(runningSandbox({ scenarios: ['nope'] })).catch(
      (caught: unknown) => caught,
    );
    expect(error).to.have.property('name', 'UsageError');
  });

  it('tells of a port that is taken', async () => {
    const first = await new Promise<RunningSandbox>((resolve) => {
      const running = runningSandbox({}).subscribe((sandbox) => {
        resolve({ ...sandbox, close: () => Promise.resolve(running.unsubscribe()) });
      });
    });
    const port = Number(new URL(first.baseUrl).port);
    const error: unknown = await firstValueFrom(runningSandbox({ port })).catch((caught: unknown) => caught);
    expect(error).to.have.property('name', 'UsageError');
    expect(error)
      .to.have.property('message')
      .that.equals(
        `port ${String(port)} (or ${String(port + 1)}, for the authorization server) is in use; try --port 0`,
      );
    await first.close();
  });
});
