import type { Json, JsonObject } from '../../wire/writeJson.js';
import type { AccountValue, HoldingValue, ProviderAccountValue, TransactionValue } from '../bank/records.js';
import { wireIdOf } from '../bank/newTransactions.js';
import type { Shown } from '../bank/visibleIn.js';
import { isoSecond } from './dates.js';
import { idJson } from './idJson.js';
import { moneyJson } from './moneyJson.js';

/** What a deleted record still says: value of the switch `tombstones`. */
export type TombstoneForm = string;

/**
 * Writes a provider account. Source: OpenAPI `DataExtractsProviderAccount`.
 *
 * @param shown the record
 * @param form what a deleted one still says
 * @example
 * writeJson(providerAccountJson(shown, 'bare'));
 */
export function providerAccountJson({ id, version }: Shown<ProviderAccountValue>, form: TombstoneForm): JsonObject {
  const { value, at } = version;
  const migrated = {
    oauthMigrationStatus: value.oauthMigrationStatus,
    destinationProviderAccountId: optionalId(value.destinationProviderAccountId),
  };
  const base = { id: idJson(id), lastUpdated: isoSecond(at) };
  if (version.deleted && form !== 'full') return tombstone({ ...base, ...migrated }, form);
  return {
    ...base,
    ...migrated,
    sourceProviderAccountIds: value.sourceProviderAccountIds?.map(idJson),
    providerId: value.providerId,
    isManual: false,
    createdDate: isoSecond(value.createdAt),
    aggregationSource: value.aggregationSource,
    status: value.status,
    dataset: [datasetJson(value, at)],
    isDeleted: version.deleted ? true : undefined,
  };
}

/**
 * Writes an account. Source: OpenAPI `DataExtractsAccount`.
 *
 * @param shown the record
 * @param form what a deleted one still says
 * @example
 * writeJson(accountJson(shown, 'bare'));
 */
export function accountJson({ id, version }: Shown<AccountValue>, form: TombstoneForm): JsonObject {
  const { value, at } = version;
  const base = { id: idJson(id), lastUpdated: isoSecond(at), CONTAINER: value.container };
  if (version.deleted && form !== 'full') {
    return tombstone({ ...base, providerAccountId: idJson(value.providerAccountId), accountStatus: 'DELETED' }, form);
  }
  return {
    ...base,
    providerAccountId: idJson(value.providerAccountId),
    sourceProviderAccountId: optionalId(value.sourceProviderAccountId),
    accountName: value.name,
    nickname: value.nickname,
    accountNumber: value.number,
    accountStatus: version.deleted ? 'DELETED' : value.status,
    aggregationSource: 'USER',
    isAsset: value.container !== 'creditCard',
    includeInNetWorth: true,
    isManual: false,
    balance: moneyJson(value.cents),
    createdDate: isoSecond(value.createdAt),
    isDeleted: version.deleted ? true : undefined,
  };
}

/**
 * Writes a transaction: its amount has no sign, `baseType` says which way. Source: OpenAPI `DataExtractsTransaction`.
 *
 * @param shown the record, under its name within its book
 * @param form what a deleted one still says
 * @example
 * writeJson(transactionJson(shown, 'bare'));
 */
export function transactionJson({ id, version }: Shown<TransactionValue>, form: TombstoneForm): JsonObject {
  const { value, at } = version;
  const base = { id: idJson(wireIdOf(id)), CONTAINER: value.container, lastUpdated: isoSecond(at) };
  // Without its container a transaction is nobody's: the barest tombstone keeps its account.
  if (version.deleted && form === 'id-only')
    return { id: base.id, accountId: idJson(value.accountId), isDeleted: true };
  if (version.deleted && form === 'bare') return { ...base, accountId: idJson(value.accountId), isDeleted: true };
  return {
    ...base,
    accountId: idJson(value.accountId),
    status: value.status,
    baseType: value.baseType,
    amount: moneyJson(value.cents),
    date: value.date,
    transactionDate: value.date,
    postDate: value.status === 'POSTED' ? value.date : undefined,
    description: { original: value.description, simple: value.description.toLowerCase() },
    categoryId: value.categoryId,
    category: value.category,
    categoryType: value.baseType === 'CREDIT' ? 'INCOME' : 'EXPENSE',
    categorySource: 'SYSTEM',
    memo: value.memo,
    sourceType: 'AGGREGATED',
    isManual: false,
    isDeleted: version.deleted ? true : undefined,
  };
}

/**
 * Writes a holding. Source: OpenAPI `DataExtractsHolding`; `isDeleted` was there until 2019.
 *
 * @param shown the record
 * @param form what a deleted one still says
 * @example
 * writeJson(holdingJson(shown, 'bare'));
 */
export function holdingJson({ id, version }: Shown<HoldingValue>, form: TombstoneForm): JsonObject {
  const { value, at } = version;
  const base = { id: idJson(id), accountId: idJson(value.accountId), lastUpdated: isoSecond(at) };
  if (version.deleted && form !== 'full') return { ...base, isDeleted: true };
  return {
    ...base,
    providerAccountId: idJson(value.providerAccountId),
    holdingType: 'mutualFund',
    symbol: value.symbol,
    description: value.description,
    quantity: value.quantity,
    price: moneyJson(value.priceCents),
    value: moneyJson(value.priceCents * value.quantity),
    isDeleted: version.deleted ? true : undefined,
  };
}

const optionalId = (id: string | undefined): Json => (id === undefined ? undefined : idJson(id));

const tombstone = (members: JsonObject, form: TombstoneForm): JsonObject =>
  form === 'id-only'
    ? {
        id: members['id'],
        destinationProviderAccountId: members['destinationProviderAccountId'],
        oauthMigrationStatus: members['oauthMigrationStatus'],
        isDeleted: true,
      }
    : { ...members, isDeleted: true };

const datasetJson = (value: ProviderAccountValue, at: number): Json => ({
  name: 'BASIC_AGG_DATA',
  additionalStatus: value.additionalStatus,
  updateEligibility: value.status === 'SUCCESS' ? 'ALLOW_UPDATE' : 'ALLOW_UPDATE_WITH_CREDENTIALS',
  lastUpdated: isoSecond(at),
  lastUpdateAttempt: isoSecond(at),
});
