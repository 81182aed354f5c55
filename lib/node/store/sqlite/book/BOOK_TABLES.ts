/**
 * The tables of the bank book. What is gone keeps a row without content for a while, `gone_at` set, so that an older
 * window that comes late does not bring it back. Versions and moments: ms since the epoch. Amounts: decimal strings.
 */
export const BOOK_TABLES = `
  CREATE TABLE book_users (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, user TEXT NOT NULL, UNIQUE (tenant, user));
  CREATE TABLE book_provider_accounts (
    owner INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, gone_at INTEGER,
    status TEXT, fields TEXT, PRIMARY KEY (owner, id)
  ) WITHOUT ROWID;
  CREATE TABLE book_merges (
    owner INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (owner, source)
  ) WITHOUT ROWID;
  CREATE TABLE book_accounts (
    owner INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, gone_at INTEGER, container TEXT,
    provider_account TEXT, status TEXT, name TEXT, balance TEXT, currency TEXT, fields TEXT, PRIMARY KEY (owner, id)
  ) WITHOUT ROWID;
  CREATE INDEX book_accounts_under ON book_accounts (owner, provider_account) WHERE gone_at IS NULL;
  CREATE TABLE book_transactions (
    owner INTEGER NOT NULL, container TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, gone_at INTEGER,
    account TEXT, status TEXT, base_type TEXT, amount TEXT, currency TEXT, date TEXT, description TEXT, fields TEXT,
    PRIMARY KEY (owner, container, id)
  ) WITHOUT ROWID;
  CREATE INDEX book_transactions_of ON book_transactions (owner, account, date) WHERE gone_at IS NULL;
  CREATE TABLE book_holdings (
    owner INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, gone_at INTEGER,
    account TEXT, description TEXT, quantity TEXT, value TEXT, currency TEXT, fields TEXT, PRIMARY KEY (owner, id)
  ) WITHOUT ROWID;
  CREATE INDEX book_holdings_of ON book_holdings (owner, account) WHERE gone_at IS NULL;
  CREATE INDEX book_provider_accounts_gone ON book_provider_accounts (owner, gone_at) WHERE gone_at IS NOT NULL;
  CREATE INDEX book_accounts_gone ON book_accounts (owner, gone_at) WHERE gone_at IS NOT NULL;
  CREATE INDEX book_transactions_gone ON book_transactions (owner, gone_at) WHERE gone_at IS NOT NULL;
  CREATE INDEX book_holdings_gone ON book_holdings (owner, gone_at) WHERE gone_at IS NOT NULL;
`;
