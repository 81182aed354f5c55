import { expect } from 'chai';
import { asyncScheduler, defer, EMPTY, lastValueFrom, of, toArray } from 'rxjs';
import { createGate } from '../../../lib/notification/intake/createGate.js';
import { createInFlightBudget } from '../../../lib/notification/intake/createInFlightBudget.js';
import { type IntakeOptions, resolveIntakeOptions, REQUEST_BYTES } from '../../../lib/notification/intake/options.js';
import { Valve } from '../../../lib/notification/intake/Valve.js';
import type { RawRequest } from '../../../lib/ports/NotificationReceiver.js';
import { caught } from '../../support/caught.js';
import { SECRET, webhook } from '../../support/webhook.js';

const BYTES = Uint8Array.of(1, 2, 3);

function admitted(own: Partial<RawRequest>, options: Partial<IntakeOptions> = {}, budgetBytes = 1e6): Promise<unknown> {
  const gate = createGate(resolveIntakeOptions({ pathSecret: SECRET, ...options }));
  const claim = createInFlightBudget(budgetBytes).claim();
  const limits = { claim, valve: new Valve(2, undefined), scheduler: asyncScheduler };
  return lastValueFrom(gate.admit(webhook(BYTES, own), limits).pipe(toArray()));
}

const refusal = async (own: Partial<RawRequest>, options: Partial<IntakeOptions> = {}, budget?: number) =>
  (await caught(() => admitted(own, options, budget))) as { reason: string };

describe('createGate', () => {
  it('gives the bytes of a webhook', async () => {
    expect(await admitted({})).to.deep.equal([BYTES]);
    expect(await admitted({ headers: { 'content-encoding': 'identity' } })).to.deep.equal([BYTES]);
  });

  it('refuses every path but one that ends in the secret', async () => {
    for (const path of [
      '',
      '/',
      '/hooks',
      `/hooks/${SECRET}/`,
      `/hooks/${SECRET}x`,
      `/hooks/x${SECRET}`,
      `${SECRET}/x`,
    ]) {
      expect((await refusal({ path })).reason, path).to.equal('path');
    }
    expect(await admitted({ path: `/${SECRET}` })).to.deep.equal([BYTES]);
  });

  it('takes nothing but the prefix before it, when one is given', async () => {
    const options = { pathPrefix: '/hooks/' };
    expect(await admitted({}, options)).to.deep.equal([BYTES]);
    for (const path of [`/${SECRET}`, `//hooks/${SECRET}`, `/hooks//${SECRET}`, `/x/hooks/${SECRET}`]) {
      expect((await refusal({ path }, options)).reason, path).to.equal('path');
    }
  });

  it('looks at the secret first, so that nothing else answers to a stranger', async () => {
    const stranger = { path: '/hooks/guess', method: 'TRACE', headers: { 'content-encoding': 'gzip' } };
    expect((await refusal(stranger)).reason).to.equal('path');
  });

  it('refuses who calls from elsewhere, also when a header says otherwise', async () => {
    const options = { allowFrom: ['198.51.100.0/24'] };
    const headers = { 'x-forwarded-for': '198.51.100.7' };
    expect((await refusal({}, options)).reason).to.equal('address');
    expect((await refusal({ headers }, options)).reason).to.equal('address');
    expect(await admitted({ headers }, { ...options, trustedProxies: ['192.0.2.0/24'] })).to.deep.equal([BYTES]);
    expect(await admitted({ remoteAddress: '::ffff:198.51.100.7' }, options)).to.deep.equal([BYTES]);
  });

  it('gives no bytes to a probe, and does not read its body', async () => {
    const body = defer(() => {
      throw new Error('read');
    });
    for (const method of ['GET', 'HEAD']) expect(await admitted({ method, body }), method).to.deep.equal([]);
    expect(await admitted({ body: EMPTY })).to.deep.equal([]);
  });

  it('refuses other methods and compressed bodies, unread', async () => {
    for (const method of ['PUT', 'DELETE', 'TRACE', 'OPTIONS', 'post', '']) {
      expect((await refusal({ method })).reason, method).to.equal('method');
    }
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip', 'x']) {
      const headers = { 'content-encoding': encoding };
      expect((await refusal({ headers })).reason, encoding).to.equal('encoding');
    }
  });

  it('refuses an announced length beyond the limit, and counts the bytes of a lie', async () => {
    const length = (value: string) => ({ headers: { 'content-length': value } });
    expect((await refusal(length('101'), { maxBodyBytes: 100 })).reason).to.equal('tooLarge');
    expect((await refusal({ ...length('2'), body: of(new Uint8Array(101)) }, { maxBodyBytes: 100 })).reason).to.equal(
      'tooLarge',
    );
    expect(await admitted(length('nonsense'))).to.deep.equal([BYTES]);
  });

  it('has a price for each webhook, however small', async () => {
    expect((await refusal({}, {}, REQUEST_BYTES - 1)).reason).to.equal('budget');
    expect((await refusal({}, {}, REQUEST_BYTES)).reason).to.equal('budget');
    expect(await admitted({}, {}, REQUEST_BYTES + BYTES.length)).to.deep.equal([BYTES]);
  });

  it('refuses address lists that cannot be read, at the call', async () => {
    for (const option of ['allowFrom', 'trustedProxies']) {
      const make = () => createGate(resolveIntakeOptions({ pathSecret: SECRET, [option]: ['nowhere'] }));
      expect(await caught(make)).to.include({ name: 'InvalidOptionError', option });
    }
  });
});
