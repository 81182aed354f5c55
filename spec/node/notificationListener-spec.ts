import 'reflect-metadata';
import { Controller, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import fastify, { type FastifyInstance } from 'fastify';
import { createServer, type RequestListener, type Server } from 'node:http';
import { throwError } from 'rxjs';
import { type NotificationListener, notificationListener } from '../../lib/node/notificationListener.js';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import { fakeInbox } from '../support/fakeInbox.js';
import { fakeBody, fakeNotificationApi } from '../support/fakeNotificationApi.js';
import { rawClient, withListener, withPort } from '../support/intakeServer.js';
import { SECRET } from '../support/webhook.js';

const PATH = `/hooks/${SECRET}`;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

function stand() {
  const inbox = fakeInbox();
  const api = fakeNotificationApi();
  const receive = receiveNotification(api, inbox, { pathSecret: SECRET });
  const envelopes = api.envelopes;
  return { inbox, envelopes, receive, listener: notificationListener(receive) };
}

/** Posts and gives the status; a form arrives as garbage at the fake, which is fine: it arrives whole. */
async function post(
  port: number,
  contentType = JSON_TYPE,
  body = fakeBody(['u1', 'u2']),
  path = PATH,
): Promise<number> {
  const url = `http://127.0.0.1:${String(port)}${path}`;
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });
  await response.text();
  return response.status;
}

const form = new TextEncoder().encode(`payload=${encodeURIComponent('{"kind":"dataUpdates"}')}`);

/** What a framework makes of the listener, and whether the bytes are still to be had there. */
interface Mount {
  readonly name: string;
  serve(listener: NotificationListener, use: (port: number) => Promise<void>): Promise<void>;
  /** Errors that the framework was shown. */
  readonly shown?: unknown[];
}

const ofExpress = (name: string, prepare: (app: express.Express) => void, shown: unknown[] = []): Mount => ({
  name,
  shown,
  serve: (listener, use) => {
    const app = express();
    prepare(app);
    app.post('/hooks/:secret', listener);
    app.use(((error, _request, response, _next) => {
      shown.push(error);
      response.status(500).end();
    }) satisfies ErrorRequestHandler);
    return withPort(createServer(app as RequestListener), use);
  },
});

const ofFastify = (name: string, prepare: (app: FastifyInstance) => void, shown: unknown[] = []): Mount => ({
  name,
  shown,
  serve: async (listener, use) => {
    const app = fastify();
    prepare(app);
    app.setErrorHandler(async (error, _request, reply) => {
      shown.push(error);
      await reply.status(500).send('');
    });
    app.post('/hooks/:secret', listener);
    await app.ready();
    await withPort(app.server, use);
    await app.close();
  },
});

const ofNest = (name: string, options: { readonly rawBody?: boolean }, shown: unknown[] = []): Mount => ({
  name,
  shown,
  serve: async (listener, use) => {
    class Hooks {
      hook(request: express.Request, response: express.Response): Promise<void> {
        return listener(request, response).catch((error: unknown) => {
          shown.push(error);
          throw error;
        });
      }
    }
    Controller('hooks')(Hooks);
    Post(':secret')(Hooks.prototype, 'hook', Object.getOwnPropertyDescriptor(Hooks.prototype, 'hook') ?? {});
    Req()(Hooks.prototype, 'hook', 0);
    Res()(Hooks.prototype, 'hook', 1);
    class App {}
    Module({ controllers: [Hooks] })(App);
    const app = await NestFactory.create(App, { ...options, logger: false });
    await app.init();
    await withPort(app.getHttpServer() as Server, use);
    await app.close();
  },
});

const keep = {
  verify: (request: object, _response: unknown, bytes: Buffer) => void Object.assign(request, { rawBody: bytes }),
};

const WITH_BYTES: readonly Mount[] = [
  { name: 'node:http', serve: withListener },
  ofExpress('Express without parsers', () => undefined),
  ofExpress('Express whose parsers keep the bytes', (app) => {
    app.use(express.json(keep), express.urlencoded(keep));
  }),
  ofExpress('Express with raw bodies', (app) => app.use(express.raw({ type: () => true }))),
  ofFastify('Fastify without parsers', (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  }),
  ofFastify('Fastify with a parser that gives bytes', (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }),
  ofNest('Nest with rawBody', { rawBody: true }),
];

const WITHOUT_BYTES: readonly (Mount & { readonly types: readonly string[] })[] = [
  {
    ...ofExpress('Express with its parsers', (app) => app.use(express.json(), express.urlencoded())),
    types: [JSON_TYPE, FORM_TYPE],
  },
  { ...ofFastify('Fastify with its parser', () => undefined), types: [JSON_TYPE] },
  { ...ofNest('Nest with its parsers', {}), types: [JSON_TYPE, FORM_TYPE] },
];

describe('notificationListener', () => {
  for (const { name, serve } of WITH_BYTES) {
    it(`gets a JSON body and a form body as they came under ${name}`, async () => {
      const { inbox, envelopes, listener } = stand();
      await serve(listener, async (port) => {
        expect(await post(port)).to.equal(200);
        expect(await post(port, FORM_TYPE, form)).to.equal(200);
        expect(await post(port, JSON_TYPE, fakeBody(['u3']), '/hooks/guess')).to.equal(404);
      });
      expect(inbox.users()).to.deep.equal(['u1', 'u2']);
      expect(inbox.quarantined).to.have.length(1);
      expect(envelopes.map(({ contentType }) => contentType)).to.deep.equal([JSON_TYPE, FORM_TYPE]);
    });
  }

  for (const { name, serve, shown = [], types } of WITHOUT_BYTES) {
    for (const type of types) {
      it(`fails at the first ${type} under ${name}, and names the setting`, async () => {
        const { inbox, listener } = stand();
        await serve(listener, async (port) => {
          shown.length = 0;
          expect(await post(port, type, type === JSON_TYPE ? fakeBody(['canary']) : form)).to.equal(500);
        });
        expect(shown).to.have.length(1);
        expect(shown[0]).to.include({ name: 'InvalidOptionError', option: 'rawBody' });
        expect(String(shown[0])).to.contain('rawBody: true').and.not.contain('canary');
        expect(inbox.puts).to.deep.equal([]);
      });
    }

    it(`tells nobody without the secret of it under ${name}`, async () => {
      await serve(stand().listener, async (port) => {
        expect(await post(port, JSON_TYPE, fakeBody(['u']), '/hooks/guess')).to.equal(404);
      });
    });
  }

  it('streams a body that is larger than any parser takes', async () => {
    const { inbox, listener } = stand();
    const users = Array.from({ length: 20_000 }, (_, at) => `user-number-${String(at)}`);
    await withListener(listener, async (port) => {
      expect(await post(port, JSON_TYPE, fakeBody(users))).to.equal(200);
    });
    expect(inbox.users()).to.have.length(20_000);
  });

  it('answers 500 and reports, where errors have a place of their own', async () => {
    const errors: unknown[] = [];
    const error = new Error('bug');
    const listener = notificationListener(() => throwError(() => error), { onError: (caught) => errors.push(caught) });
    await withListener(listener, async (port) => {
      expect(await post(port)).to.equal(500);
    });
    expect(errors).to.deep.equal([error]);
  });

  it('ends the work on a webhook whose client has gone, and serves the next', async () => {
    const { listener, receive, inbox } = stand();
    let resolved = 0;
    const counting: NotificationListener = async (...args) => {
      await listener(...args);
      resolved += 1;
    };
    const reasons: string[] = [];
    receive.failures$.subscribe(({ reason }) => reasons.push(reason));
    await withListener(counting, async (port) => {
      const { socket, closed } = await rawClient(port);
      socket.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"ki`);
      await new Promise((resolve) => setImmediate(resolve));
      socket.resetAndDestroy();
      await closed;
      expect(await post(port)).to.equal(200);
    });
    expect(resolved).to.equal(2);
    expect(inbox.users()).to.deep.equal(['u1', 'u2']);
  });
});
