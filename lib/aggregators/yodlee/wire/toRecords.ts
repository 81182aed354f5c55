import { toDecimal } from '../../../model/toDecimal.js';
import type {
  AccountRecord,
  HoldingRecord,
  ProviderAccountRecord,
  TransactionRecord,
  UserDataPage,
} from '../../../model/UserDataPage.js';
import type { Draft } from '../../shared/Draft.js';
import { safeFields } from './safeFields.js';
import type { AccountWire, HoldingWire, ProviderAccountWire, RecordsWire, TransactionWire } from './UserDataWire.js';

/** The lists of a page. */
export type Records = Pick<UserDataPage, 'providerAccounts' | 'accounts' | 'transactions' | 'holdings'>;

/**
 * Turns upstream's lists into records; what upstream left out is left out.
 *
 * @param wire decoded lists
 * @example
 * toRecords({ transaction: [{ id: 7, amount: { amount: 12.5 } }] }).transactions[0]?.amount; // '12.5'
 */
export function toRecords(wire: RecordsWire): Records {
  return {
    providerAccounts: (wire.providerAccount ?? []).map(toProviderAccount),
    accounts: (wire.account ?? []).map(toAccount),
    transactions: (wire.transaction ?? []).map(toTransaction),
    holdings: (wire.holding ?? []).map(toHolding),
  };
}

interface AnyRecord {
  readonly id: string | number;
  readonly isDeleted?: boolean | null | undefined;
  readonly lastUpdated?: string | null | undefined;
}

function base(wire: AnyRecord) {
  const common = { id: String(wire.id), isDeleted: wire.isDeleted === true, fields: safeFields(wire) };
  return typeof wire.lastUpdated === 'string' ? { ...common, lastUpdated: wire.lastUpdated } : common;
}

function toProviderAccount(wire: ProviderAccountWire): ProviderAccountRecord {
  const record: Draft<ProviderAccountRecord> = {
    ...base(wire),
    sourceProviderAccountIds: (wire.sourceProviderAccountIds ?? []).map(String),
  };
  setText(record, 'status', wire.status);
  setText(record, 'destinationProviderAccountId', wire.destinationProviderAccountId);
  return record;
}

function toAccount(wire: AccountWire): AccountRecord {
  const record: Draft<AccountRecord> = base(wire);
  setText(record, 'providerAccountId', wire.providerAccountId);
  setText(record, 'sourceProviderAccountId', wire.sourceProviderAccountId);
  setText(record, 'container', wire.CONTAINER);
  setText(record, 'status', wire.accountStatus);
  setText(record, 'name', wire.accountName);
  setText(record, 'balance', decimal(wire.balance?.amount));
  setText(record, 'currency', wire.balance?.currency);
  return record;
}

function toTransaction(wire: TransactionWire): TransactionRecord {
  const { description } = wire;
  const record: Draft<TransactionRecord> = base(wire);
  setText(record, 'container', wire.CONTAINER);
  setText(record, 'accountId', wire.accountId);
  setText(record, 'status', wire.status);
  setText(record, 'amount', decimal(wire.amount?.amount));
  setText(record, 'currency', wire.amount?.currency);
  setText(record, 'baseType', wire.baseType);
  setText(record, 'date', wire.date ?? wire.postDate ?? wire.transactionDate);
  setText(record, 'description', description?.original ?? description?.simple ?? description?.consumer);
  return record;
}

function toHolding(wire: HoldingWire): HoldingRecord {
  const record: Draft<HoldingRecord> = base(wire);
  setText(record, 'accountId', wire.accountId);
  setText(record, 'description', wire.description);
  setText(record, 'quantity', decimal(wire.quantity));
  setText(record, 'value', decimal(wire.value?.amount));
  setText(record, 'currency', wire.value?.currency);
  return record;
}

function decimal(value: string | number | null | undefined): string | undefined {
  return value === undefined || value === null ? undefined : toDecimal(value);
}

/** Null counts as left out; an id becomes the string of its digits. */
function setText<K extends string>(
  record: { [name in K]?: string },
  name: K,
  value: string | number | null | undefined,
): void {
  if (value !== undefined && value !== null) record[name] = String(value);
}
