import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import { sendResponse } from '../../../lib/node/intake/sendResponse.js';
import type { RawResponse } from '../../../lib/ports/NotificationReceiver.js';
import { rawClient, rawExchange, withPort } from '../../support/intakeServer.js';

const ANSWER: RawResponse = { status: 413, headers: { 'x-own': 'yes' }, body: 'zu groß' };
const serverOf = (answer = ANSWER): Server =>
  createServer((request, response) => sendResponse(request, response, answer));

describe('sendResponse', () => {
  it('counts bytes, not characters, and keeps the connection of whom it has heard out', async () => {
    await withPort(serverOf(), async (port) => {
      const response = await fetch(`http://127.0.0.1:${String(port)}/`);
      expect(response.headers.get('content-length')).to.equal('8');
      expect(response.headers.get('x-own')).to.equal('yes');
      expect(response.headers.get('connection')).to.equal('keep-alive');
      expect(await response.text()).to.equal('zu groß');
    });
  });

  it('answers HEAD without a body', async () => {
    await withPort(serverOf(), async (port) => {
      expect((await fetch(`http://127.0.0.1:${String(port)}/`, { method: 'HEAD' })).status).to.equal(413);
    });
  });

  it('answers at once whoever is still sending, and then closes', async () => {
    await withPort(serverOf(), async (port) => {
      const answer = await rawExchange(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nonly a part');
      expect(answer)
        .to.contain('413')
        .and.match(/connection: close/i)
        .and.contain('zu gro');
    });
  });

  it('lets whoever sends without end see its answer before it is cut off', async () => {
    await withPort(serverOf(), async (port) => {
      const { socket, closed } = await rawClient(port);
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
      const piece = `10000\r\n${'x'.repeat(65_536)}\r\n`;
      const pour = (): void => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.on('drain', pour);
      pour();
      expect(await closed).to.contain('413');
    });
  });

  it('does nothing when an answer is out already, or nobody is there', async () => {
    const server = createServer((request, response) => {
      sendResponse(request, response, { ...ANSWER, status: 200 });
      sendResponse(request, response, ANSWER);
      response.destroy();
      sendResponse(request, response, ANSWER);
    });
    await withPort(server, async (port) => {
      await rawExchange(port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    });
  });
});
