import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { listening } from '../../../lib/cli/serve/listening.js';
import { originOf } from '../../../lib/cli/serve/parseAddress.js';
import { exitCodeOfError } from '../../../lib/cli/exitCodeOfError.js';

describe('listening', () => {
  const anywhere = { host: '127.0.0.1', port: 0 };

  it('serves until it is unsubscribed, which ends every connection', async () => {
    const served = listening({ address: anywhere, serve: (_, response) => void response.end('here') });
    const at = await new Promise<string>((resolve) => {
      const subscription = served.subscribe((address) => {
        void fetch(originOf(address))
          .then((response) => response.text())
          .then((text) => {
            subscription.unsubscribe();
            resolve(`${text} ${originOf(address)}`);
          });
      });
    });
    const [text = '', origin = ''] = at.split(' ');
    expect(text).to.equal('here');
    expect(await fetch(origin).catch(() => 'nobody')).to.equal('nobody');
  });

  it('says which address is in use', async () => {
    const serve = () => undefined;
    const failure = await new Promise((resolve) => {
      const first = listening({ address: anywhere, serve }).subscribe((address) => {
        void firstValueFrom(listening({ address, serve })).catch((error: unknown) => {
          first.unsubscribe();
          resolve(error);
        });
      });
    });
    expect(exitCodeOfError(failure)).to.equal(69);
    expect(String(failure)).to.match(/127\.0\.0\.1:\d+ is in use/);
  });
});
