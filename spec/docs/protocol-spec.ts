import { expect } from 'chai';
import { BRIDGE_PROTOCOL } from '../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import { CLOSE_CODES } from '../../lib/bridge/protocol/CLOSE_CODES.js';
import { ClientMessage } from '../../lib/bridge/protocol/ClientMessage.js';
import type { Refused, ServerMessage, Subscribed, SubscribedReason } from '../../lib/bridge/protocol/ServerMessage.js';
import type { SlowPolicy } from '../../lib/bridge/hub/TopicOptions.js';
import { resolveBridgeOptions } from '../../lib/bridge/server/options.js';
import type { RefusedSocket } from '../../lib/ports/SocketService.js';
import { pageOf, rowsOf } from '../support/markdown.js';

const PAGE = pageOf('docs/protocol.md');
const unquoted = (cell = '') => cell.replace(/`/g, '');
/** The first cells of every row under a heading. */
const wordsUnder = (heading: string, header: string) =>
  rowsOf(sectionOf(heading), header).map(([cell]) => unquoted(cell));

function sectionOf(heading: string): string {
  const [, after = ''] = PAGE.split(`\n${heading}\n`);
  return after.split(/\n#{2,3} /)[0] ?? '';
}

type Words<T extends string> = Readonly<Record<T, true>>;
type OneOf<K extends ServerMessage['kind']> = Extract<ServerMessage, { readonly kind: K }>;
/** A message that gets a field, or loses one, does not compile here. */
type Fields = {
  readonly [K in ServerMessage['kind']]: { readonly [F in Exclude<keyof OneOf<K>, 'kind'>]-?: true };
};

const SERVER: Fields = {
  welcome: { pingEveryMs: true },
  subscribed: { topic: true, epoch: true, offset: true, state: true, recovered: true, reason: true },
  snapshot: { topic: true, epoch: true, offset: true, data: true },
  event: { topic: true, epoch: true, offset: true, key: true, removed: true, data: true },
  skipped: { topic: true, epoch: true, from: true, to: true },
  reset: { topic: true, epoch: true, offset: true, reason: true },
  error: { topic: true, code: true },
  ping: {},
};
const CLIENT: Readonly<Record<ClientMessage['kind'], readonly string[]>> = {
  subscribe: ['topic', 'since', 'from'],
  unsubscribe: ['topic'],
  pong: [],
};
const REASONS: Words<SubscribedReason> = {
  first: true,
  epochChanged: true,
  ahead: true,
  resumed: true,
  limited: true,
  expired: true,
};
const STATES: Words<Subscribed['state']> = { none: true, latest: true, keyed: true, undeclared: true };
const ERRORS: Words<Refused['code']> = { forbidden: true, unavailable: true, sourceFailed: true };
const POLICIES: Words<SlowPolicy> = { conflate: true, dropOldest: true, close: true };
const STATUSES: Readonly<Record<RefusedSocket['status'] | 404, true>> = {
  400: true,
  401: true,
  403: true,
  404: true,
  503: true,
};

function fieldsUnder(heading: string): readonly string[] {
  return rowsOf(sectionOf(heading), '`kind`').map(([kind, field]) => `${unquoted(kind)} ${unquoted(field)}`);
}

const listed = (kinds: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(kinds).flatMap(([kind, fields]) =>
    (fields.length === 0 ? ['–'] : fields).map((field) => `${kind} ${field}`),
  );

describe('docs/protocol.md', () => {
  it('names the subprotocol', () => {
    expect(PAGE).to.contain(`**Version**: \`${BRIDGE_PROTOCOL}\``);
  });

  it('has every close code, by number and name', () => {
    const rows = rowsOf(PAGE, 'Code').map(([code, name]) => [unquoted(name), Number(code)] as const);
    expect(Object.fromEntries(rows)).to.deep.equal(CLOSE_CODES);
  });

  it('has every field of every message of the server', () => {
    const fields = Object.entries(SERVER).map(([kind, of]) => [kind, Object.keys(of)] as const);
    expect(fieldsUnder('### From the server')).to.have.members(listed(Object.fromEntries(fields)));
  });

  it('has every field of every message of the client, each of which the server reads', () => {
    expect(fieldsUnder('### From the client')).to.have.members(listed(CLIENT));
    const full = { kind: 'subscribe', topic: 't', since: { epoch: 'e', offset: 1 }, from: 'earliest' };
    for (const message of [
      full,
      { kind: 'subscribe', topic: 't' },
      { kind: 'unsubscribe', topic: 't' },
      { kind: 'pong' },
    ])
      expect(ClientMessage.is(message), JSON.stringify(message)).to.be.true;
  });

  it('has every reason, state, error, policy and status', () => {
    const reasons = rowsOf(sectionOf('## Resuming'), 'The server finds');
    expect(reasons.map(([, , reason]) => unquoted(reason))).to.have.members(Object.keys(REASONS));
    expect(reasons.filter(([, recovered]) => recovered === 'true').map(([, , reason]) => reason)).to.deep.equal([
      '`resumed`',
    ]);
    expect(wordsUnder('### States', '`state`')).to.have.members(Object.keys(STATES));
    expect(wordsUnder('### Errors', '`code`')).to.have.members(Object.keys(ERRORS));
    expect(wordsUnder('## Slow sockets', 'Policy')).to.have.members(Object.keys(POLICIES));
    expect(wordsUnder('### Refusals', 'Status')).to.have.members(Object.keys(STATUSES));
  });

  it('gives the limits that a server has by default', () => {
    const nobody = { authorize: () => [], authorizeTopic: () => false, origins: [] };
    const { maxMessageBytes, maxMessagesPerSecond, maxTopics, highWaterBytes, pingEveryMs } =
      resolveBridgeOptions(nobody);
    const limits = sectionOf('## Limits').replace(/\s+/g, ' ');
    expect(limits).to.contain(`at most ${maxMessageBytes.toLocaleString('en-US')} bytes`);
    expect(limits).to.contain(`${String(maxMessagesPerSecond)} messages per second`);
    expect(limits).to.contain(`${String(maxTopics)} topics per socket`);
    expect(sectionOf('## Slow sockets')).to.contain(`${String(highWaterBytes / 2 ** 20)} MiB by`);
    expect(PAGE).to.contain(`"pingEveryMs":${String(pingEveryMs)}`);
  });

  it('shows JSON that is JSON, wherever nothing is left out', () => {
    const shown = [...PAGE.matchAll(/(\{"kind":[^\n]*?\})\s*$/gm)]
      .map(([, text = '']) => text)
      .filter((text) => !text.includes('…'));
    expect(shown).to.have.length.of.at.least(3);
    for (const text of shown) expect(() => JSON.parse(text) as unknown, text).not.to.throw();
  });
});
