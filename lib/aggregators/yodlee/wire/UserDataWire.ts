import * as t from 'io-ts';
import {
  WireId,
  WireOptionalDecimal,
  WireOptionalFlag,
  WireOptionalId,
  WireOptionalText,
} from '../../shared/leaves.js';
import { WireOptionalCount } from './WireOptionalCount.js';

const MoneyWire = t.union(
  [t.null, t.partial({ amount: WireOptionalDecimal, currency: WireOptionalText })],
  'Money | null',
);

/** Members of every record; everything but the id may be left out. Source: OpenAPI `DataExtracts…`. */
const RecordWire = t.intersection([
  t.type({ id: WireId }),
  t.partial({ isDeleted: WireOptionalFlag, lastUpdated: WireOptionalText }),
]);

/** Source: OpenAPI `DataExtractsProviderAccount`, `ProviderAccount`. */
export const ProviderAccountWire = t.intersection(
  [
    RecordWire,
    t.partial({
      status: WireOptionalText,
      destinationProviderAccountId: WireOptionalId,
      sourceProviderAccountIds: t.union([t.null, t.array(WireId)]),
    }),
  ],
  'ProviderAccount',
);
export type ProviderAccountWire = t.TypeOf<typeof ProviderAccountWire>;

/** Source: OpenAPI `DataExtractsAccount`, `Account`. */
export const AccountWire = t.intersection(
  [
    RecordWire,
    t.partial({
      providerAccountId: WireOptionalId,
      sourceProviderAccountId: WireOptionalId,
      CONTAINER: WireOptionalText,
      accountStatus: WireOptionalText,
      accountName: WireOptionalText,
      balance: MoneyWire,
    }),
  ],
  'Account',
);
export type AccountWire = t.TypeOf<typeof AccountWire>;

/** Source: OpenAPI `DataExtractsTransaction`, `Transaction`. */
export const TransactionWire = t.intersection(
  [
    RecordWire,
    t.partial({
      CONTAINER: WireOptionalText,
      accountId: WireOptionalId,
      status: WireOptionalText,
      amount: MoneyWire,
      baseType: WireOptionalText,
      /** Post date, else transaction date. Source: OpenAPI `date`. */
      date: WireOptionalText,
      postDate: WireOptionalText,
      transactionDate: WireOptionalText,
      description: t.union([
        t.null,
        t.partial({ original: WireOptionalText, simple: WireOptionalText, consumer: WireOptionalText }),
      ]),
    }),
  ],
  'Transaction',
);
export type TransactionWire = t.TypeOf<typeof TransactionWire>;

/** Source: OpenAPI `DataExtractsHolding`, `Holding`. */
export const HoldingWire = t.intersection(
  [
    RecordWire,
    t.partial({
      accountId: WireOptionalId,
      description: WireOptionalText,
      quantity: WireOptionalDecimal,
      value: MoneyWire,
    }),
  ],
  'Holding',
);
export type HoldingWire = t.TypeOf<typeof HoldingWire>;

const listOf = <C extends t.Mixed>(item: C) => t.union([t.null, t.array(item)]);

/** The lists that an answer may hold; none of them is required. Source: OpenAPI. */
export const RecordsWire = t.partial(
  {
    providerAccount: listOf(ProviderAccountWire),
    account: listOf(AccountWire),
    transaction: listOf(TransactionWire),
    holding: listOf(HoldingWire),
  },
  'Records',
);
export type RecordsWire = t.TypeOf<typeof RecordsWire>;

/** One entry of `userData`. Source: OpenAPI `DataExtractsUserData`. */
export const UserDataEntryWire = t.intersection([
  RecordsWire,
  t.partial({
    user: t.union([t.null, t.partial({ loginName: WireOptionalText })]),
    totalTransactionsCount: WireOptionalCount,
  }),
]);
export type UserDataEntryWire = t.TypeOf<typeof UserDataEntryWire>;

/** Source: OpenAPI `DataExtractsUserDataResponse`. */
export const UserDataWire = t.partial({ userData: listOf(UserDataEntryWire) }, 'UserDataResponse');
