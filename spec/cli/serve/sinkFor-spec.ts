import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { firstValueFrom, from, lastValueFrom } from 'rxjs';
import { listening } from '../../../lib/cli/serve/listening.js';
import { originOf } from '../../../lib/cli/serve/parseAddress.js';
import { sinkFor } from '../../../lib/cli/serve/sinkFor.js';
import { writeBook } from '../../../lib/node/store/sqlite/index.js';
import { deliveryOf } from '../../support/deliveryOf.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('sinkFor', () => {
  it('writes the book', () => expect(sinkFor({ kind: 'book' }, fakeHost())).to.equal(writeBook));

  it('writes a line, and acknowledges when the system has taken it', async () => {
    const host = fakeHost();
    await lastValueFrom(from(sinkFor({ kind: 'ndjson' }, host)(deliveryOf())), { defaultValue: undefined });
    expect(host.stdout.text()).to.match(/^\{"kind":"delivery".*\}\n$/);
    const stdout = { ...host.stdout, deliver: () => Promise.reject(new Error('EPIPE')) };
    const refused = from(sinkFor({ kind: 'ndjson' }, { stdout })(deliveryOf()));
    expect(await firstValueFrom(refused).catch((error: unknown) => String(error))).to.equal('Error: EPIPE');
  });

  it('posts under the key of the delivery, and takes nothing but 2xx for an acknowledgement', async () => {
    const seen: string[] = [];
    let status = 503;
    const serve = (request: IncomingMessage, response: { writeHead(status: number): { end(): unknown } }): void => {
      seen.push(`${String(request.method)} ${String(request.url)} ${String(request.headers['idempotency-key'])}`);
      response.writeHead(status).end();
    };
    const results = await new Promise<readonly string[]>((resolve) => {
      const subscription = listening({ address: { host: '127.0.0.1', port: 0 }, serve }).subscribe((address) => {
        const post = async (): Promise<string> => {
          const sink = sinkFor({ kind: 'post', url: `${originOf(address)}/in` }, fakeHost());
          return firstValueFrom(from(sink(deliveryOf()))).then(
            () => 'taken',
            (error: unknown) => String(error),
          );
        };
        void (async () => {
          const first = await post();
          status = 204;
          const second = await post();
          subscription.unsubscribe();
          resolve([first, second]);
        })();
      });
    });
    expect(results).to.deep.equal(['SinkRefusedError: post a delivery: answered 503', 'taken']);
    expect(seen).to.deep.equal(['POST /in key-1', 'POST /in key-1']);
  });

  it('shows the header to the URL that was chosen, not to where that sends it, and in no error', async () => {
    const seen: string[] = [];
    const note = (name: string, request: IncomingMessage): void => {
      seen.push(`${name} ${String(request.headers.authorization)}`);
    };
    const elsewhere = createServer((request, response) => {
      note('elsewhere', request);
      response.end();
    });
    const sink = createServer((request, response) => {
      note('sink', request);
      response.writeHead(307, { location: urlOf(elsewhere) }).end();
    });
    await Promise.all([elsewhere, sink].map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
    const post = sinkFor({ kind: 'post', url: urlOf(sink) }, fakeHost(), 'Bearer s3cret');
    const failure = await firstValueFrom(from(post(deliveryOf()))).catch((error: unknown) => inspect(error));
    for (const server of [elsewhere, sink]) server.close().closeAllConnections();
    expect(seen).to.deep.equal(['sink Bearer s3cret']);
    expect(failure).to.include('RedirectRefusedError').and.not.include('s3cret');
  });
});

function urlOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}/`;
}
