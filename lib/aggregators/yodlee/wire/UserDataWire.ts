import * as t from 'io-ts';
import { OptionalCount, OptionalDecimal, OptionalFlag, OptionalId, OptionalText, WireId } from './leaves.js';

const MoneyWire = t.union([t.null, t.partial({ amount: OptionalDecimal, currency: OptionalText })], 'Money | null');

/** Members of every record; everything but the id may be left out. Source: OpenAPI `DataExtracts…`. */
const RecordWire = t.intersection([
  t.type({ id: WireId }),
  t.partial({ isDeleted: OptionalFlag, lastUpdated: OptionalText }),
]);

/** Source: OpenAPI `DataExtractsProviderAccount`, `ProviderAccount`. */
export const ProviderAccountWire = t.intersection(
  [
    RecordWire,
    t.partial({
      status: OptionalText,
      destinationProviderAccountId: OptionalId,
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
      providerAccountId: OptionalId,
      sourceProviderAccountId: OptionalId,
      CONTAINER: OptionalText,
      accountStatus: OptionalText,
      accountName: OptionalText,
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
      CONTAINER: OptionalText,
      accountId: OptionalId,
      status: OptionalText,
      amount: MoneyWire,
      baseType: OptionalText,
      /** Post date, else transaction date. Source: OpenAPI `date`. */
      date: OptionalText,
      postDate: OptionalText,
      transactionDate: OptionalText,
      description: t.union([
        t.null,
        t.partial({ original: OptionalText, simple: OptionalText, consumer: OptionalText }),
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
    t.partial({ accountId: OptionalId, description: OptionalText, quantity: OptionalDecimal, value: MoneyWire }),
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
    user: t.union([t.null, t.partial({ loginName: OptionalText })]),
    totalTransactionsCount: OptionalCount,
  }),
]);
export type UserDataEntryWire = t.TypeOf<typeof UserDataEntryWire>;

/** Source: OpenAPI `DataExtractsUserDataResponse`. */
export const UserDataWire = t.partial({ userData: listOf(UserDataEntryWire) }, 'UserDataResponse');
