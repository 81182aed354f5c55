import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { probeCallback } from '../../../lib/cli/commands/probeCallback.js';
import { isEndingError } from '../../../lib/cli/EndingError.js';
import { listening } from '../../../lib/cli/serve/listening.js';
import { originOf } from '../../../lib/cli/serve/parseAddress.js';

describe('probeCallback', () => {
  const SECRET = 's3cret-of-the-callback';

  /** What the probe of a server that answers so came to. */
  async function probed(status: number): Promise<string> {
    const serve = (_: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(status, { location: '/elsewhere' }).end();
    };
    return new Promise((resolve) => {
      const server = listening({ address: { host: '127.0.0.1', port: 0 }, serve }).subscribe((address) => {
        void told(originOf(address)).then((text) => {
          server.unsubscribe();
          resolve(text);
        });
      });
    });
  }

  async function told(origin: string): Promise<string> {
    return lastValueFrom(probeCallback(`${origin}/hooks/${SECRET}`, origin), { defaultValue: undefined }).then(
      () => 'there',
      (error: unknown) =>
        isEndingError(error) ? `${String(error.exitCode)} ${error.message.replace(origin, 'HERE')}` : String(error),
    );
  }

  it('is content with 200', async () => {
    expect(await probed(200)).to.equal('there');
  });

  it('says that another secret is there, and never which', async () => {
    const text = await probed(404);
    expect(text)
      .to.match(/^78 the callback URL under HERE answered 404/)
      .and.include('another MILLRACE_CALLBACK_SECRET');
    expect(text).to.not.include(SECRET);
  });

  it('says when something else answers, such as a proxy', async () => {
    for (const status of [302, 502]) {
      expect(await probed(status)).to.match(new RegExp(`^78 .*answered ${String(status)}, .*Is it serve`));
    }
  });

  it('says that nobody is there, and what to do', async () => {
    const text = await told('http://127.0.0.1:9');
    expect(text)
      .to.match(/^69 .*cannot be reached \(ECONNREFUSED\)\. Start serve/)
      .and.include('--no-probe');
    expect(text).to.not.include(SECRET);
  });
});
