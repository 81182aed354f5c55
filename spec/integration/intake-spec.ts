import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import { lastValueFrom, NEVER, of, throwError, toArray } from 'rxjs';
import { notificationListener } from '../../lib/node/notificationListener.js';
import type { IntakeOptions } from '../../lib/notification/intake/options.js';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import type { InboxStore } from '../../lib/ports/InboxStore.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { startFaultProxy } from '../../lib/testing/node/faultProxy.js';
import { fakeInbox } from '../support/fakeInbox.js';
import { fakeBody, fakeNotificationApi } from '../support/fakeNotificationApi.js';
import { rawClient, rawExchange, withListener } from '../support/intakeServer.js';
import { SECRET } from '../support/webhook.js';

const PATH = `/hooks/${SECRET}`;

interface Intake {
  readonly port: number;
  /** Sends a request and gives the status line and the headers of the answer, or nothing when the server hung up. */
  send(head: string, body?: string | Uint8Array): Promise<string>;
  post(body: Uint8Array, path?: string): Promise<string>;
  readonly failures: unknown[];
  readonly counted: readonly unknown[];
}

async function withIntake(
  inbox: Pick<InboxStore, 'put' | 'quarantine'>,
  options: Partial<IntakeOptions>,
  use: (intake: Intake) => Promise<void>,
): Promise<void> {
  const api = fakeNotificationApi();
  const receive = receiveNotification(api, inbox, { pathSecret: SECRET, ...options });
  const failures: unknown[] = [];
  receive.failures$.subscribe((failure) => failures.push(failure));
  await withListener(notificationListener(receive), async (port) => {
    const send: Intake['send'] = (head, body = '') =>
      rawExchange(
        port,
        Buffer.concat([Buffer.from(`${head.trim().replaceAll(/\n */g, '\r\n')}\r\n\r\n`), Buffer.from(body)]),
      );
    const post: Intake['post'] = (body, path = PATH) =>
      send(`POST ${path} HTTP/1.1\nhost: x\nconnection: close\ncontent-length: ${String(body.length)}`, body);
    await use({ port, send, post, failures, counted: api.counted });
  });
}

const statusOf = (answer: string): string => answer.slice(9, 12);
const users = (count: number): string[] => Array.from({ length: count }, (_, at) => `user-${String(at)}`);

describe('intake over sockets', () => {
  it('has every window in the inbox when its 200 arrives, and takes the same again for known', async () => {
    const inbox = memoryInbox();
    await withIntake(inbox, {}, async ({ post, counted }) => {
      for (const _ of [1, 2]) expect(statusOf(await post(fakeBody(users(1_500))))).to.equal('200');
      const entries = await lastValueFrom(inbox.list({ tenant: 'default' }).pipe(toArray()));
      expect(new Set(entries.map(({ userId }) => userId))).to.have.property('size', 1_500);
      const windows = counted.filter((call) => inspect(call).includes('notice_windows_total'));
      expect(inspect(windows, { depth: 5 })).to.contain("result: 'known'");
    });
  });

  it('answers probes, empty bodies and garbage alike', async () => {
    const inbox = memoryInbox();
    await withIntake(inbox, {}, async ({ send, post }) => {
      const answers = [
        await send(`GET ${PATH} HTTP/1.1\nhost: x\nconnection: close`),
        await post(new Uint8Array()),
        await post(Buffer.from('garbage')),
        await post(Buffer.from([0xff, 0xfe, 0x00])),
        await post(fakeBody(['u'])),
      ].map((answer) => answer.replace(/date: .*/i, ''));
      expect(new Set(answers)).to.have.property('size', 1);
      expect(statusOf(answers[0] ?? '')).to.equal('200');
      const head = await send(`HEAD ${PATH} HTTP/1.1\nhost: x\nconnection: close`);
      expect(head)
        .to.match(/^HTTP\/1.1 200/)
        .and.match(/\r\n\r\n$/);
      expect(await lastValueFrom(inbox.listQuarantined('default').pipe(toArray()))).to.have.length(2);
    });
  });

  it('cannot be told from nothing by who has not the secret', async () => {
    await withIntake(fakeInbox(), {}, async ({ send, post }) => {
      const answers = [
        await post(fakeBody(['u']), '/hooks/guess'),
        await post(fakeBody(['u']), `/hooks/${SECRET.slice(0, -1)}`),
        await post(fakeBody(['u']), `//${SECRET}/`),
        await send('GET /hooks/guess HTTP/1.1\nhost: x\nconnection: close'),
        await send('DELETE /hooks/guess HTTP/1.1\nhost: x\nconnection: close'),
        await send('POST /hooks/guess HTTP/1.1\nhost: x\ncontent-encoding: gzip\nconnection: close'),
      ].map((answer) =>
        answer
          .replace(/date: .*/i, '')
          .toLowerCase()
          .split('\r\n')
          .sort()
          .join('\n'),
      );
      expect(new Set(answers)).to.have.property('size', 1);
      expect(answers[0]).to.contain('http/1.1 404');
    });
  });

  it('refuses an announced body beyond the limit before it comes', async () => {
    await withIntake(fakeInbox(), { maxBodyBytes: 1_000 }, async ({ send }) => {
      const answer = await send(`POST ${PATH} HTTP/1.1\nhost: x\ncontent-length: 1001`, 'begun');
      expect(statusOf(answer)).to.equal('413');
      expect(answer).to.match(/connection: close/i);
    });
  });

  it('refuses an endless body at the limit, says so, and hangs up', async () => {
    await withIntake(fakeInbox(), { maxBodyBytes: 1_000_000 }, async ({ port }) => {
      const { socket, closed } = await rawClient(port);
      socket.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
      const piece = `4000\r\n${'x'.repeat(16_384)}\r\n`;
      const pour = (): void => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.on('drain', pour);
      pour();
      expect(statusOf(await closed)).to.equal('413');
      expect(socket.bytesWritten).to.be.lessThan(30_000_000);
    });
  });

  it('refuses a bomb before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    await withIntake(fakeInbox(), {}, async ({ send }) => {
      const head = `POST ${PATH} HTTP/1.1\nhost: x\nconnection: close\ncontent-encoding: gzip`;
      expect(statusOf(await send(`${head}\ncontent-length: ${String(bomb.length)}`, bomb))).to.equal('415');
    });
  });

  it('refuses what two servers could read differently', async () => {
    const smuggled = [
      `POST ${PATH} HTTP/1.1\nhost: x\ncontent-length: 3\ntransfer-encoding: chunked`,
      `POST ${PATH} HTTP/1.1\nhost: x\ncontent-length: 3\ncontent-length: 4`,
      `POST ${PATH} HTTP/1.1\nhost: x\ntransfer-encoding: xchunked`,
      `POST ${PATH} HTTP/1.1\nhost : x\ncontent-length: 0`,
    ];
    const inbox = fakeInbox();
    await withIntake(inbox, {}, async ({ send }) => {
      for (const head of smuggled) expect(statusOf(await send(head, '0\r\n\r\n')), head).to.equal('400');
    });
    expect([inbox.puts, inbox.quarantined]).to.deep.equal([[], []]);
  });

  it('takes no part of a body whose sender breaks off, and all of it the next time', async () => {
    const inbox = fakeInbox();
    await withIntake(inbox, {}, async ({ port, post }) => {
      const { socket, closed } = await rawClient(port);
      socket.end(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"kind":"dataUpdates","users":["a"`);
      expect(statusOf(await closed)).to.be.oneOf(['', '400']);
      expect(inbox.puts).to.deep.equal([]);
      expect(statusOf(await post(fakeBody(['a'])))).to.equal('200');
    });
    expect(inbox.users()).to.deep.equal(['a']);
  });

  it('gives a slow drip up, and serves others meanwhile', async () => {
    await withIntake(fakeInbox(), { bodyDeadlineMs: 1_000 }, async ({ port, post, counted }) => {
      const { socket, closed } = await rawClient(port);
      socket.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n`);
      const drip = setInterval(() => socket.write(' '), 50);
      try {
        expect(statusOf(await post(fakeBody(['u'])))).to.equal('200');
        expect(statusOf(await closed)).to.equal('408');
      } finally {
        clearInterval(drip);
      }
      expect(inspect(counted, { depth: 5 })).to.contain("reason: 'tooSlow'");
    });
  });

  it('answers a client whose network lets the answer through byte by byte', async () => {
    await withIntake(fakeInbox(), {}, async ({ port }) => {
      const proxy = await startFaultProxy({ targetPort: port, faults: { drip: { bytes: 7, everyMs: 1 } } });
      try {
        const url = `http://127.0.0.1:${String(proxy.port)}${PATH}`;
        const response = await fetch(url, { method: 'POST', body: fakeBody(['u']) });
        expect([response.status, await response.text()]).to.deep.equal([200, 'ok']);
      } finally {
        await proxy.close();
      }
    });
  });

  it('asks to come again while the store is full, hangs, or has too much on its way', async () => {
    const expect503 = async (inbox: Parameters<typeof withIntake>[0], options: Partial<IntakeOptions> = {}) => {
      await withIntake(inbox, options, async ({ post, failures }) => {
        const answer = await post(fakeBody(['canary-user']));
        expect(statusOf(answer)).to.equal('503');
        expect(answer)
          .to.match(/retry-after: 30/i)
          .and.not.contain('canary');
        expect(failures).to.have.length(1);
      });
    };
    await expect503(fakeInbox(() => throwError(() => new Error('ENOSPC'))));
    await expect503(
      fakeInbox(() => NEVER),
      { storeDeadlineMs: 20 },
    );
    await expect503(fakeInbox(), { knownUser: () => Promise.reject(new Error('database')) });
  });

  it('does not let one that has been answered disturb the next on the same connection', async () => {
    const inbox = fakeInbox(() => of(undefined));
    await withIntake(inbox, {}, async ({ port }) => {
      const body = String(Buffer.from(fakeBody(['a'])));
      const one = `POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`;
      const two = one.replace('host: x', 'host: x\r\nconnection: close');
      const answers = await rawExchange(port, one + two);
      expect(answers.match(/HTTP\/1\.1 200/g)).to.have.length(2);
    });
    expect(inbox.users()).to.deep.equal(['a', 'a']);
  });

  it('keeps all of a large body, in puts of many users', async () => {
    const inbox = fakeInbox();
    await withIntake(inbox, {}, async ({ post }) => {
      expect(statusOf(await post(fakeBody(users(20_000))))).to.equal('200');
    });
    expect(new Set(inbox.users())).to.have.property('size', 20_000);
    expect(inbox.puts).to.have.length(40);
  });
});
