import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { finalize, map, NEVER, of, throwError } from 'rxjs';
import { askReceiver } from '../../../lib/node/intake/askReceiver.js';
import type { NotificationReceiver, RawResponse } from '../../../lib/ports/NotificationReceiver.js';

const ANSWER: RawResponse = { status: 200, headers: {}, body: 'ok' };

function asked(receive: NotificationReceiver, own: { readonly didRead?: boolean } = {}) {
  const message = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url: '/' });
  if (own.didRead === true) Object.defineProperty(message, 'readableDidRead', { value: true });
  const response = new ServerResponse(message);
  return { response, outcome: askReceiver(receive, { message, body: {}, rawBody: undefined }, response) };
}

describe('askReceiver', () => {
  it('gives the answer', async () => {
    expect(await asked(() => of(ANSWER)).outcome).to.deep.equal({ kind: 'answered', answer: ANSWER });
  });

  it('ends the work when the client goes', async () => {
    let ended = false;
    const { response, outcome } = asked(() => NEVER.pipe(finalize(() => (ended = true))));
    EventEmitter.prototype.emit.call(response, 'close');
    expect(await outcome).to.deep.equal({ kind: 'gone' });
    expect(ended).to.equal(true);
  });

  it('catches whatever the receiver throws or errors with', async () => {
    const error = new Error('bug');
    const throws = (): never => {
      throw error;
    };
    expect(await asked(throws).outcome).to.deep.equal({ kind: 'failed', error });
    expect(await asked(() => throwError(() => error)).outcome).to.deep.equal({ kind: 'failed', error });
  });

  it('fails when the receiver asks for bytes that are gone, whatever it makes of that', async () => {
    const receive: NotificationReceiver = ({ body }) => body.pipe(map(() => ANSWER));
    expect(await asked(receive, { didRead: true }).outcome).to.have.nested.property('error.option', 'rawBody');
  });

  it('tells nothing of that to whom the receiver refuses before', async () => {
    expect(await asked(() => of(ANSWER), { didRead: true }).outcome).to.include({ kind: 'answered' });
  });
});
