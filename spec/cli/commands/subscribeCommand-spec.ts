import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { subscribeCommand, type SubscribeFlags } from '../../../lib/cli/commands/subscribeCommand.js';
import { exitCodeOfError } from '../../../lib/cli/exitCodeOfError.js';
import { listening } from '../../../lib/cli/serve/listening.js';
import { originOf } from '../../../lib/cli/serve/parseAddress.js';
import { startSandbox } from '../../../lib/sandbox/index.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('subscribeCommand', () => {
  it('subscribes once, shows where to, and takes it back, without showing the secret', async () => {
    const sandbox = await startSandbox({ speed: 100 });
    const told: string[] = [];
    await new Promise<void>((resolve) => {
      const probed = listening({
        address: { host: '127.0.0.1', port: 0 },
        serve: (_, response) => void response.end(),
      });
      const server = probed.subscribe((address) => {
        const run = async (flags: SubscribeFlags): Promise<void> => {
          const host = fakeHost({ env: sandbox.env });
          const { run: work } = subscribeCommand(host, ['DATA_UPDATES'], {
            callbackBaseUrl: originOf(address),
            ...flags,
          });
          told.push(`${String(await firstValueFrom(work))} ${host.stdout.text().replace(originOf(address), 'HERE')}`);
        };
        void (async () => {
          for (const flags of [{}, {}, { list: true, json: true }, { remove: true }, { list: true }]) await run(flags);
          server.unsubscribe();
          resolve();
        })();
      });
    });
    await sandbox.close();
    expect(told).to.deep.equal([
      '0 created  DATA_UPDATES  HERE/hooks/••••\n',
      '0 unchanged  DATA_UPDATES  HERE/hooks/••••\n',
      '0 {"kind":"subscription","eventName":"DATA_UPDATES","callbackUrl":"HERE/hooks/••••"}\n',
      '0 removed  DATA_UPDATES\n',
      '0 ',
    ]);
  });

  it('subscribes to nothing where another secret answers, or nobody, unless it is told not to look', async () => {
    const sandbox = await startSandbox({ speed: 100 });
    const run = async (flags: SubscribeFlags): Promise<string> => {
      const host = fakeHost({ env: sandbox.env });
      const { run: work } = subscribeCommand(host, ['DATA_UPDATES'], flags);
      return firstValueFrom(work).then(
        (code) => `${String(code)} ${host.stdout.text()}`,
        (error: unknown) => String(exitCodeOfError(error)),
      );
    };
    const told: string[] = [];
    let status = 404;
    await new Promise<void>((resolve) => {
      const answering = listening({
        address: { host: '127.0.0.1', port: 0 },
        serve: (_, response) => void response.writeHead(status).end(),
      });
      const server = answering.subscribe((address) => {
        const callbackBaseUrl = originOf(address);
        void (async () => {
          told.push(await run({ callbackBaseUrl }), await run({ list: true }));
          told.push((await run({ callbackBaseUrl, probe: false })).slice(0, 9));
          told.push(await run({ callbackBaseUrl }));
          status = 200;
          told.push((await run({ callbackBaseUrl })).slice(0, 11));
          server.unsubscribe();
          told.push(await run({ callbackBaseUrl }));
          resolve();
        })();
      });
    });
    await sandbox.close();
    expect(told).to.deep.equal(['78', '0 ', '0 created', '78', '0 unchanged', '69']);
  });
});
