import { expect } from 'chai';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import type { Hub } from '../../lib/bridge/hub/Hub.js';
import { attachWebSockets } from '../../lib/node/bridge/attachWebSockets.js';
import { startFaultProxy } from '../../lib/testing/node/faultProxy.js';
import { bridgeParts, type BridgeParts, killer, listen, SESSION } from '../support/bridgeServer.js';

const CLIENT = 'examples/protocol-python/client.py';
const TOPIC = 'syncs/u1';
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

interface Reading {
  readonly id: string;
  readonly n: number;
  readonly text?: string;
}

const readings = (hub: Hub) =>
  hub.topic<Reading>(TOPIC, { key: ({ id }) => id, owner: { tenant: SESSION.tenant, userId: SESSION.userId } });

/** A bridge that also gives tickets to whoever asks, which only a specimen may do. */
async function startServer(port = 0): Promise<BridgeParts & { port: number; kill(): Promise<void> }> {
  const parts = bridgeParts({ pingEveryMs: 200 });
  const server = createServer((_request, response) => response.end(parts.tickets.issue(SESSION)));
  attachWebSockets(server, parts.bridge);
  const kill = killer(server);
  return { ...parts, port: await listen(server, port), kill };
}

/** Runs the client and gives what it printed, line by line. */
function runClient(port: number) {
  const at = `127.0.0.1:${String(port)}`;
  const child: ChildProcess = spawn('python3', ['-u', CLIENT, `ws://${at}/live`, TOPIC, `http://${at}/ticket`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  let wake: () => void = () => undefined;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  return {
    child,
    /** Resolves when the last state that was printed is this one. */
    prints: async (state: unknown) => {
      const wanted = JSON.stringify(state);
      const last = () => JSON.stringify(JSON.parse(lines.at(-1) ?? 'null'));
      while (last() !== wanted) await new Promise<void>((resolve) => (wake = resolve));
    },
    end: async () => {
      if (child.exitCode === null) {
        child.kill();
        await once(child, 'close');
      }
    },
  };
}

describe('examples/protocol-python', () => {
  it('fits on a page, and needs nothing but the standard library', () => {
    const source = readFileSync(CLIENT, 'utf8');
    expect(source.split('\n').length - 1).to.be.at.most(60);
    const imported = /^import (.*)$/m.exec(source)?.[1]?.split(', ');
    const standard = ['base64', 'hashlib', 'json', 'os', 'random', 'socket', 'struct', 'sys', 'time'];
    expect(imported).to.deep.equal([...standard, 'urllib.parse', 'urllib.request']);
    expect(source.match(/^\s*(import|from) /gm)).to.have.length(1);
  });

  if (!HAS_PYTHON) it('is not run here: there is no python3', () => undefined);
  else {
    it('shows the state of the server, through cuts, an erasure and a restart', async () => {
      const first = await startServer();
      const proxy = await startFaultProxy({ targetPort: first.port });
      const topic = readings(first.hub);
      topic.next({ id: 'a', n: 1, text: 'é'.repeat(70_000) });
      const { prints, end } = runClient(proxy.port);
      try {
        await prints(topic.read().data);
        topic.next({ id: 'a', n: 2 });
        topic.next({ id: 'b', n: 3, text: 'x'.repeat(300) });
        await prints(topic.read().data);
        topic.remove('a');
        await prints(topic.read().data);

        proxy.set({ reset: true });
        for (let n = 0; n < 20; n++) topic.next({ id: `k${String(n)}`, n });
        proxy.set({});
        await prints(topic.read().data);

        first.hub.erase(SESSION.tenant, SESSION.userId);
        await prints({});

        await first.kill();
        const second = await startServer(first.port);
        const anew = readings(second.hub);
        anew.next({ id: 'z', n: 9 });
        await prints(anew.read().data);
        await second.kill();
      } finally {
        await end();
        await proxy.close();
        await first.kill();
      }
    }).timeout(60_000);

    it('goes for good when its session was taken back', async () => {
      const { hub, bridge, port, kill } = await startServer();
      readings(hub).next({ id: 'a', n: 1 });
      const { child, prints, end } = runClient(port);
      const closed = once(child, 'close') as Promise<[number]>;
      await prints(readings(hub).read().data);
      bridge.revoke(SESSION.tenant, SESSION.userId);
      expect((await closed)[0]).to.equal(1);
      await end();
      await kill();
    }).timeout(60_000);
  }
});
