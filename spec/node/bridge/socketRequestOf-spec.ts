import { expect } from 'chai';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { socketRequestOf } from '../../../lib/node/bridge/socketRequestOf.js';

function messageTo(url: string): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  message.url = url;
  message.headers = { origin: 'https://app.example' };
  return message;
}

describe('socketRequestOf', () => {
  it('parts the path from the query, as they were sent', () => {
    const { path, query, headers, remoteAddress } = socketRequestOf(messageTo('/live%2F?a=%20&b=?c'));
    expect({ path, query }).to.deep.equal({ path: '/live%2F', query: 'a=%20&b=?c' });
    expect(headers).to.deep.equal({ origin: 'https://app.example' });
    expect(remoteAddress).to.equal('');
  });

  it('bears a request without a query, and one without a URL', () => {
    expect(socketRequestOf(messageTo('/live'))).to.include({ path: '/live', query: '' });
    expect(socketRequestOf(messageTo(''))).to.include({ path: '', query: '' });
  });
});
