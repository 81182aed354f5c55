import { expect } from 'chai';
import { createServer } from 'node:http';
import type { BridgeOptions } from '../../../lib/bridge/server/options.js';
import { eventStreamListener } from '../../../lib/node/bridge/eventStreamListener.js';
import { type BridgeParts, bridgeParts, PAGE, SESSION } from '../../support/bridgeServer.js';
import { withPort } from '../../support/intakeServer.js';

interface Stand extends BridgeParts {
  ask(query: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Response>;
  /** A header that opens one stream. */
  fresh(): { authorization: string };
}

async function withListener(use: (stand: Stand) => Promise<void>, options: Partial<BridgeOptions> = {}): Promise<void> {
  const parts = bridgeParts(options);
  await withPort(createServer(eventStreamListener(parts.bridge)), async (port) => {
    const ask: Stand['ask'] = (query, headers = {}, method = 'GET') =>
      fetch(`http://127.0.0.1:${String(port)}/live/events${query}`, { method, headers });
    await use({ ...parts, ask, fresh: () => ({ authorization: `Ticket ${parts.tickets.issue(SESSION)}` }) });
  });
}

/** The first event with this in it. */
async function eventWith(response: Response, needle: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    const found = text
      .split('\n\n')
      .slice(0, -1)
      .find((event) => event.includes(needle));
    if (found !== undefined) return found;
  }
  throw new Error(`no ${needle} came`);
}

describe('eventStreamListener', () => {
  it('streams the topics that were asked for', async () => {
    await withListener(async ({ hub, ask, fresh }) => {
      const topic = hub.topic('syncs/u1', { key: (value: { id: string }) => value.id });
      topic.next({ id: 'a' });
      const response = await ask('?topic=syncs%2Fu1', fresh());
      expect(response.status).to.equal(200);
      expect(response.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
      expect(response.headers.get('cache-control')).to.equal('no-store');
      expect(await eventWith(response, '"snapshot"')).to.contain('"data":{"a":{"id":"a"}}');
    });
  });

  it('goes on after Last-Event-ID', async () => {
    await withListener(async ({ hub, ask, fresh }) => {
      const topic = hub.topic<string>('log/u1');
      for (const value of ['a', 'b', 'c']) topic.next(value);
      const { epoch } = topic.read();
      const response = await ask('?topic=log%2Fu1', { ...fresh(), 'last-event-id': `${epoch}:2` });
      const event = await eventWith(response, '"data":"c"');
      expect(event)
        .to.match(new RegExp(`^id: ${epoch}:3\n`))
        .and.not.contain('"data":"b"');
    });
  });

  it('answers with a status who may not', async () => {
    await withListener(async ({ ask, fresh }) => {
      const refused = [
        ask('', fresh()),
        ask('?topic=a', fresh(), 'POST'),
        ask('?topic=a'),
        ask('?topic=a', { authorization: 'Ticket made-up' }),
        ask('?topic=a', { ...fresh(), origin: 'https://evil.example' }),
        ask('?topic=a&access_token=x', fresh()),
      ];
      const statuses = (await Promise.all(refused)).map(({ status }) => status);
      expect(statuses).to.deep.equal([400, 405, 403, 401, 403, 400]);
    });
  });

  it('says when to come again where there is no room', async () => {
    await withListener(
      async ({ ask, fresh }) => {
        const first = await ask('?topic=a/u1', fresh());
        const second = await ask('?topic=a/u1', fresh());
        expect([second.status, second.headers.get('retry-after')]).to.deep.equal([503, '5']);
        await first.body?.cancel();
        let status = 503;
        while (status === 503) ({ status } = await ask('?topic=a/u1', fresh()));
        expect(status).to.equal(200);
      },
      { maxPerUser: 1 },
    );
  });

  it('lets pages of our origins read it, and no others', async () => {
    await withListener(async ({ ask, fresh }) => {
      const ours = await ask('?topic=a', { origin: PAGE, 'access-control-request-method': 'GET' }, 'OPTIONS');
      expect(ours.status).to.equal(204);
      expect(Object.fromEntries(ours.headers)).to.include({
        vary: 'origin',
        'access-control-allow-origin': PAGE,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'authorization, last-event-id',
      });
      const theirs = await ask('?topic=a', { origin: 'https://evil.example' }, 'OPTIONS');
      expect(theirs.headers.get('access-control-allow-origin')).to.equal(null);
      const stream = await ask('?topic=a/u1', { ...fresh(), origin: PAGE });
      expect(stream.headers.get('access-control-allow-origin')).to.equal(PAGE);
    });
  });

  it('leaves the bridge when the reader goes', async () => {
    await withListener(async ({ ask, bridge, fresh }) => {
      const response = await ask('?topic=a/u1', fresh());
      expect(bridge.size()).to.equal(1);
      await response.body?.cancel();
      while (bridge.size() > 0) await new Promise(setImmediate);
    });
  });
});
