import { expect } from 'chai';
import { createServer } from 'node:http';
import { INTAKE_SERVER_OPTIONS } from '../../lib/node/INTAKE_SERVER_OPTIONS.js';

describe('INTAKE_SERVER_OPTIONS', () => {
  it('reaches every limit of a server, half when it is made and half afterwards', () => {
    const server = createServer(INTAKE_SERVER_OPTIONS);
    expect(server).to.include({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 });
    expect(Object.assign(server, INTAKE_SERVER_OPTIONS)).to.include({ maxHeadersCount: 64, maxConnections: 2_048 });
  });
});
