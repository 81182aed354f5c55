import { expect } from 'chai';
import { findRoute } from '../../lib/testing/httpScript.js';
import { tryRequest } from '../support/tryRequest.js';

const at = (path: string): ReturnType<typeof tryRequest> => tryRequest(`https://api.example${path}`);

describe('findRoute', () => {
  it('finds a path with and without its version prefix and query', () => {
    for (const key of [
      'GET /v2.1/queues/7',
      'GET /queues/7',
      'GET /queues/7?x=1',
      'GET /v2.1/queues/7?x=1',
      'GET /queues/*',
      'GET /*/7',
      'try port',
    ]) {
      expect(findRoute([key])(at('/v2.1/queues/7?x=1')), key).to.equal(key);
    }
  });

  it('finds nothing for another method, path, query or depth', () => {
    for (const key of ['POST /queues/7', 'GET /queues/70', 'GET /queues/7?x=2', 'GET /*', 'GET /queues', 'try']) {
      expect(findRoute([key])(at('/v2.1/queues/7?x=1')), key).to.equal(undefined);
    }
  });

  it('prefers the most exact key', () => {
    const keys = ['try port', 'GET /queues/*', 'GET /queues/7', 'GET /queues/7?x=1'];
    expect(findRoute(keys)(at('/queues/7?x=1'))).to.equal('GET /queues/7?x=1');
    expect(findRoute(keys)(at('/queues/7?x=2'))).to.equal('GET /queues/7');
    expect(findRoute(keys)(at('/queues/8'))).to.equal('GET /queues/*');
    expect(findRoute(keys)(at('/users'))).to.equal('try port');
  });
});
