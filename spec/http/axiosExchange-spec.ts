import { create, type InternalAxiosRequestConfig } from 'axios';
import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { axiosExchange } from '../../lib/http/axiosExchange.js';
import { pinnedOrigins } from '../../lib/ports/pinnedOrigins.js';
import { tryRequest } from '../support/tryRequest.js';

const request = tryRequest('https://api.example/a');
const policy = { origins: pinnedOrigins(['https://api.example']), environmentProxies: false };

describe('axiosExchange', () => {
  it('asks nothing before it is subscribed, and once for each subscription', async () => {
    let asked = 0;
    const axios = create({
      adapter: (config) => {
        asked += 1;
        return Promise.resolve({ status: 204, statusText: '', headers: {}, data: undefined, config });
      },
    });
    const exchange = axiosExchange(axios, request, policy);
    expect(asked).to.equal(0);
    await firstValueFrom(exchange);
    await firstValueFrom(exchange);
    expect(asked).to.equal(2);
  });

  it('aborts the signal of its adapter when unsubscribed, and only then', async () => {
    const configs: InternalAxiosRequestConfig[] = [];
    const axios = create({ adapter: (config) => (configs.push(config), new Promise(() => undefined)) });
    const subscription = axiosExchange(axios, request, policy).subscribe();
    await new Promise((resolve) => setImmediate(resolve));
    expect(configs[0]?.signal?.aborted).to.equal(false);
    subscription.unsubscribe();
    expect(configs[0]?.signal?.aborted).to.equal(true);
  });
});
