import { expect } from 'chai';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { bodyOf } from '../../../lib/node/intake/bodyOf.js';

function message(): IncomingMessage {
  return new IncomingMessage(new Socket());
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('bodyOf', () => {
  it('reads nothing before it is subscribed to', async () => {
    const request = message();
    bodyOf(request);
    request.push(Buffer.from('abc'));
    await settled();
    expect(request.readableDidRead).to.equal(false);
  });

  it('gives the bytes and the end', async () => {
    const request = message();
    const told: unknown[] = [];
    bodyOf(request).body.subscribe({ next: (chunk) => told.push(String(chunk)), complete: () => told.push('end') });
    request.push(Buffer.from('ab'));
    await settled();
    request.push(null);
    await settled();
    expect(told).to.deep.equal(['ab', 'end']);
  });

  it('holds bytes back, and lets them come again', async () => {
    const request = message();
    const told: unknown[] = [];
    const { body, flow } = bodyOf(request);
    body.subscribe((chunk) => told.push(String(chunk)));
    await settled();
    flow.pause();
    request.push(Buffer.from('ab'));
    await settled();
    expect(told).to.deep.equal([]);
    flow.resume();
    await settled();
    expect(told).to.deep.equal(['ab']);
  });

  it('errors when the connection breaks, with or without a reason', async () => {
    for (const reason of [undefined, new Error('reset')]) {
      const request = message();
      const errors: unknown[] = [];
      bodyOf(request).body.subscribe({ error: (error: unknown) => errors.push(error) });
      request.destroy(reason);
      await settled();
      expect(errors).to.have.length(1);
      if (reason !== undefined) expect(errors[0]).to.equal(reason);
    }
  });

  it('stops reading and listens no more when nobody wants the rest', async () => {
    const request = message();
    const before = request.listenerCount('close');
    const subscription = bodyOf(request).body.subscribe();
    await settled();
    subscription.unsubscribe();
    expect(request.isPaused()).to.equal(true);
    expect(request.listenerCount('data')).to.equal(0);
    expect(request.listenerCount('close')).to.equal(before);
  });
});
