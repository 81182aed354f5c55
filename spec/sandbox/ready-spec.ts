import { expect } from 'chai';
import { ready } from '../../lib/sandbox/ready.js';

describe('ready', () => {
  it('has exactly the documented members, in order', () => {
    const text = JSON.stringify(ready({ baseUrl: 'b', authUrl: 'a', yodleeBaseUrl: 'y', env: { X: '1' } }));
    expect(text).to.equal(
      '{"kind":"ready","oxlin":{"baseUrl":"b","authUrl":"a"},"yodlee":{"baseUrl":"y"},"env":{"X":"1"}}',
    );
  });
});
