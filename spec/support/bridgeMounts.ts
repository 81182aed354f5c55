import 'reflect-metadata';
import { Controller, Get, Module, Req, Res, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import fastify from 'fastify';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { EventStreamListener } from '../../lib/node/bridge/eventStreamListener.js';

/** A server as somebody has it already: it says hello, and has room for an event stream at `/live/events`. */
export interface BridgeMount {
  readonly name: string;
  server(stream: EventStreamListener): Promise<{ readonly server: Server; close(): Promise<void> }>;
}

const nothing = () => Promise.resolve();

const ofNode: BridgeMount = {
  name: 'node:http',
  server: (stream) => {
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/live/events') === true) stream(request, response);
      else response.end('hello');
    });
    return Promise.resolve({ server, close: nothing });
  },
};

const ofExpress: BridgeMount = {
  name: 'Express',
  server: (stream) => {
    const app = express();
    app.use(express.json());
    app.get('/hello', (_request, response) => void response.send('hello'));
    app.get('/live/events', stream);
    return Promise.resolve({ server: createServer(app as RequestListener), close: nothing });
  },
};

const ofFastify: BridgeMount = {
  name: 'Fastify',
  server: async (stream) => {
    const app = fastify({ forceCloseConnections: true });
    app.get('/hello', () => Promise.resolve('hello'));
    app.get('/live/events', stream);
    await app.ready();
    return { server: app.server, close: () => app.close() };
  },
};

const ofNest: BridgeMount = {
  name: 'Nest',
  server: async (stream) => {
    class Live {
      hello(): string {
        return 'hello';
      }
      events(request: express.Request, response: express.Response): void {
        stream(request, response);
      }
    }
    route('hello', Live, 'hello');
    route('live/events', Live, 'events');
    Req()(Live.prototype, 'events', 0);
    Res()(Live.prototype, 'events', 1);
    Controller()(Live);
    const App = function App(): void {} as unknown as Type;
    Module({ controllers: [Live] })(App);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the class is Nest's way to write an interface
    const app = await NestFactory.create(App, { logger: false });
    await app.init();
    return { server: app.getHttpServer() as Server, close: () => app.close() };
  },
};

/** What `@Get(path)` is without decorators. */
function route(path: string, controller: Type, method: string): void {
  const prototype = controller.prototype as object;
  Get(path)(prototype, method, Object.getOwnPropertyDescriptor(prototype, method) ?? {});
}

/** The servers that millrace is known to sit under. */
export const BRIDGE_MOUNTS: readonly BridgeMount[] = [ofNode, ofExpress, ofFastify, ofNest];
