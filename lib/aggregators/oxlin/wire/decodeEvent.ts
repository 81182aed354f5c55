import * as t from 'io-ts';
import { decodeWith, type Decoded } from '../../../model/decodeWith.js';
import type { DecodeFailure } from '../../../model/DecodeFailure.js';
import { isModest } from '../../../model/isModest.js';
import type { QueueEvent } from '../../../model/QueueEvent.js';
import { AccountWire } from './AccountWire.js';
import { ConnectionWire } from './ConnectionWire.js';
import { EventWire } from './EventWire.js';
import { WireOptionalId } from '../../shared/leaves.js';
import { toAccount } from './toAccount.js';
import { toConnection } from './toConnection.js';
import type { Draft } from '../../shared/Draft.js';
import { toDate } from './toDate.js';
import { type EventResource, toQueueEvent } from './toQueueEvent.js';

const decodeWire = decodeWith(EventWire);
const decodeConnection = decodeWith(ConnectionWire);
/** Assumption: the list of a LIST_ACCOUNTS sync travels as `accounts` inside the event's resource. */
const decodeListed = decodeWith(t.type({ accounts: t.array(AccountWire) }, 'ListedAccounts'));
const decodeLinked = decodeWith(t.partial({ connection_id: WireOptionalId }, 'Linked'));

/**
 * Decodes one entry of a queue. A CONNECTION must be a connection; any other resource passes as it came, unless it is
 * nested deeper than 32 levels or holds a text over 64 Ki characters.
 *
 * @param value what JSON gave
 * @param dateOf reads dates
 * @example
 * decodeEvent({ id: '20', event_type: 'LOGIN_SUCCESS' }); // { kind: 'decoded', value: { id: '20', type: 'LOGIN_SUCCESS' } }
 */
export function decodeEvent(value: unknown, dateOf = toDate): Decoded<QueueEvent> {
  const wire = decodeWire(value);
  if (wire.kind === 'refused') return wire;
  const resource = decodeResource(wire.value, dateOf);
  if (resource.kind === 'refused') return resource;
  return { kind: 'decoded', value: toQueueEvent(wire.value, resource.value, dateOf) };
}

function decodeResource({ resource_type: type, resource }: EventWire, dateOf: typeof toDate): Decoded<EventResource> {
  if (resource === undefined || resource === null) return { kind: 'decoded', value: {} };
  const connection = decodeConnection(resource);
  if (connection.kind === 'decoded' && (isConnectionType(type) || typeof type !== 'string')) {
    const known: Draft<EventResource> = { connection: toConnection(connection.value, dateOf) };
    if (Object.hasOwn(resource, 'accounts')) Object.assign(known, listedAccounts(resource));
    return { kind: 'decoded', value: known };
  }
  if (connection.kind === 'refused' && isConnectionType(type)) return below(connection.failures);
  if (!isModest(resource)) {
    return below([{ path: '', expected: 'at most 32 levels, and texts of at most 65536 characters' }]);
  }
  return { kind: 'decoded', value: { unknown: resource, ...listedAccounts(resource), ...linkedTo(resource) } };
}

const isConnectionType = (type: unknown): boolean => type === 'CONNECTION' || type === 'CONNECTIONS';

function listedAccounts(resource: unknown): Pick<EventResource, 'accounts'> {
  if (typeof resource !== 'object' || resource === null || !Object.hasOwn(resource, 'accounts')) return {};
  const listed = decodeListed(resource);
  return listed.kind === 'decoded' ? { accounts: listed.value.accounts.map(toAccount) } : {};
}

function linkedTo(resource: unknown): Pick<EventResource, 'connectionId'> {
  const linked = decodeLinked(resource);
  const id = linked.kind === 'decoded' ? linked.value.connection_id : undefined;
  return id === undefined || id === null ? {} : { connectionId: String(id) };
}

function below(failures: readonly DecodeFailure[]): Decoded<never> {
  return {
    kind: 'refused',
    failures: failures.map(({ path, expected }) => ({
      path: path === '' ? 'resource' : `resource.${path}`,
      expected,
    })),
  };
}
