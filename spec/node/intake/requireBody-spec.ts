import { expect } from 'chai';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { lastValueFrom } from 'rxjs';
import { requireBody } from '../../../lib/node/intake/requireBody.js';
import { caught } from '../../support/caught.js';

async function read(): Promise<IncomingMessage> {
  const message = new IncomingMessage(new Socket());
  message.push(Buffer.from('canary'));
  message.push(null);
  for await (const _ of message);
  return message;
}

describe('requireBody', () => {
  it('prefers the bytes that were kept to those that are in no socket any more', async () => {
    const message = await read();
    const kept = Buffer.from('kept');
    for (const request of [
      { message, rawBody: kept, body: { parsed: true } },
      { message, rawBody: undefined, body: kept },
      { message, rawBody: kept, body: Buffer.from('other') },
    ]) {
      expect(String(await lastValueFrom(requireBody(request).body))).to.equal('kept');
    }
  });

  it('reads the socket when nobody has', async () => {
    const message = new IncomingMessage(new Socket());
    const body = lastValueFrom(requireBody({ message, rawBody: undefined, body: undefined }).body);
    message.push(Buffer.from('fresh'));
    message.push(null);
    expect(String(await body)).to.equal('fresh');
  });

  it('names the setting of each framework when the bytes are gone, and nothing of the body', async () => {
    const message = await read();
    const error = await caught(() => requireBody({ message, rawBody: undefined, body: { canary: 'canary' } }));
    expect(error).to.include({ name: 'InvalidOptionError', option: 'rawBody' });
    for (const setting of ['rawBody: true', 'verify', 'addContentTypeParser'])
      expect(String(error)).to.contain(setting);
    expect(String(error)).to.not.contain('canary');
  });
});
