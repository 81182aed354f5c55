import * as t from 'io-ts';
import { decodeWith, type Decoded } from '../../model/decodeWith.js';
import { AccountWire } from './wire/AccountWire.js';
import { ConnectionWire } from './wire/ConnectionWire.js';
import { ProfileWire, toProfile } from './wire/ProfileWire.js';
import { ProviderWire, toProvider } from './wire/ProviderWire.js';
import { toAccount } from './wire/toAccount.js';
import { toConnection } from './wire/toConnection.js';
import { toTransaction } from './wire/toTransaction.js';
import { TransactionWire } from './wire/TransactionWire.js';

/** Decodes one resource, or a list of them: what comes back is the model. Lists are bare arrays in v2.1. */
export const DECODE = {
  account: decoded(AccountWire, toAccount),
  accounts: decoded(t.array(AccountWire, 'Accounts'), (rows) => rows.map(toAccount)),
  connection: decoded(ConnectionWire, toConnection),
  connections: decoded(t.array(ConnectionWire, 'Connections'), (rows) => rows.map((row) => toConnection(row))),
  profile: decoded(ProfileWire, toProfile),
  providers: decoded(t.array(ProviderWire, 'Providers'), (rows) => rows.map(toProvider)),
  transaction: decoded(TransactionWire, toTransaction),
  transactions: decoded(t.array(TransactionWire, 'Transactions'), (rows) => rows.map(toTransaction)),
} as const;

function decoded<Wire, Model>(
  codec: t.Type<Wire, unknown>,
  toModel: (wire: Wire) => Model,
): (value: unknown) => Decoded<Model> {
  const decode = decodeWith(codec);
  return (value) => {
    const wire = decode(value);
    return wire.kind === 'refused' ? wire : { kind: 'decoded', value: toModel(wire.value) };
  };
}
