import { AxiosHeaders } from 'axios';
import { expect } from 'chai';
import { Agent } from 'node:https';
import { guardedConfig } from '../../lib/http/guardedConfig.js';
import { pinnedOrigins } from '../../lib/ports/pinnedOrigins.js';
import { tryRequest } from '../support/tryRequest.js';

const request = tryRequest('https://api.example/a');
const policy = { origins: pinnedOrigins(['https://api.example']), environmentProxies: false };
const { signal } = new AbortController();
const base = { url: 'https://api.example/a', headers: new AxiosHeaders() };

describe('guardedConfig', () => {
  it('insists on its limits, whatever the configuration says', () => {
    const given = {
      ...base,
      maxRedirects: 9,
      timeout: 1,
      decompress: false,
      maxContentLength: -1,
      baseURL: 'https://evil',
      auth: { username: 'a', password: 'b' },
    };
    const guarded = guardedConfig(given, request, policy, signal);
    expect(guarded).to.include({
      maxRedirects: 0,
      timeout: 0,
      decompress: true,
      maxContentLength: 65_536,
      proxy: false,
      responseType: 'arraybuffer',
    });
    expect(guarded).not.to.have.any.keys('baseURL', 'auth');
    expect(guarded.signal).to.equal(signal);
  });

  it('keeps headers, agents and what it does not know', () => {
    const httpsAgent = new Agent();
    const extra = { ...base, httpsAgent, cacheKey: 7, headers: new AxiosHeaders({ 'x-a': 'b' }) };
    const guarded = guardedConfig(extra, request, policy, signal);
    expect(guarded).to.include({ httpsAgent, cacheKey: 7 });
    expect(guarded.headers.get('x-a')).to.equal('b');
  });

  it('keeps the proxy settings only when they are wanted', () => {
    const given = { ...base, proxy: { host: 'proxy', port: 1 } };
    expect(guardedConfig(given, request, { ...policy, environmentProxies: true }, signal).proxy).to.deep.equal(
      given.proxy,
    );
    expect(guardedConfig(base, request, { ...policy, environmentProxies: true }, signal)).not.to.have.property('proxy');
  });

  it('refuses an agent without verification that an interceptor brought', () => {
    const given = { ...base, httpsAgent: new Agent({ rejectUnauthorized: false }) };
    expect(() => guardedConfig(given, request, policy, signal)).to.throw(/rejectUnauthorized/);
  });

  it('refuses another origin, and takes the request for what is no absolute URL', () => {
    expect(() => guardedConfig({ ...base, url: 'https://evil/' }, request, policy, signal)).to.throw(/not one of/);
    expect(guardedConfig({ ...base, url: '/relative' }, request, policy, signal).url).to.equal('https://api.example/a');
  });
});
