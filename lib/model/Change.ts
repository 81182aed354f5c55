import type { AccountRecord, HoldingRecord, ProviderAccountRecord, TransactionRecord } from './UserDataPage.js';

/** A record is there, new or changed; store it unless what is stored has a later `lastUpdated`. */
export type Upsert =
  | {
      readonly kind: 'upsert';
      readonly entity: 'providerAccount';
      readonly key: string;
      readonly record: ProviderAccountRecord;
    }
  | { readonly kind: 'upsert'; readonly entity: 'account'; readonly key: string; readonly record: AccountRecord }
  | {
      readonly kind: 'upsert';
      readonly entity: 'transaction';
      readonly key: string;
      readonly record: TransactionRecord;
    }
  | {
      readonly kind: 'upsert';
      readonly entity: 'holding';
      readonly key: string;
      readonly record: HoldingRecord;
    };

/** A record is gone. Deleting a provider account takes the accounts that still belong to it, and theirs, along. */
export interface Tombstone {
  readonly kind: 'tombstone';
  readonly entity: 'providerAccount' | 'account' | 'transaction' | 'holding';
  readonly key: string;
  readonly id: string;
  readonly container?: string;
  readonly accountId?: string;
  readonly lastUpdated?: string;
}

/** Accounts moved to another provider account, which must be applied before the old one is deleted. */
export interface Reparent {
  readonly kind: 'reparent';
  readonly fromProviderAccountId: string;
  readonly toProviderAccountId: string;
}

/** The holdings of one account, whole: what is not among them is sold. */
export interface HoldingSet {
  readonly kind: 'holdings';
  readonly accountId: string;
  readonly records: readonly HoldingRecord[];
}

/** One thing to be done to a table. */
export type Change = Upsert | Tombstone | Reparent | HoldingSet;
