// The book of a file against the sandbox's truth, row by row.

const text = (value) => (value === undefined || value === null ? undefined : String(value));
const second = (at) => `${at.toISOString().slice(0, 19)}Z`;
const keyOf = ({ id, container = '' }) => `${id} ${container}`;
const lineOf = (row) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(row)
        .filter(([, v]) => v !== undefined)
        .sort(),
    ),
  );

const EXTRA = {
  providerAccounts: ({ providerId, isDataExtractsEnabled }) => ({
    providerId: text(providerId),
    ...(isDataExtractsEnabled === false && { isDataExtractsEnabled: false }),
  }),
  accounts: ({ nickname }) => ({ nickname: text(nickname) }),
  transactions: ({ categoryId, memo }) => ({ categoryId: text(categoryId), memo: text(memo) }),
  holdings: ({ symbol }) => ({ symbol: text(symbol) }),
};

/** Lists the rows of one user's book in the words of the truth. */
function rowsOf(table, rows) {
  return rows.map(({ fields, lastUpdated, userId: _userId, ...row }) => ({
    ...row,
    ...EXTRA[table](fields),
    lastUpdated: second(lastUpdated),
  }));
}

/** Counts users whose book is as the truth is, users whose is not, and rows that are there twice. */
export function compareBooks(transaction, readBook, truth) {
  const wrong = [];
  let duplicates = 0;
  let rows = 0;
  for (const book of truth) {
    let isRight = true;
    for (const table of Object.keys(EXTRA)) {
      const found = rowsOf(table, readBook[table](transaction, { tenant: 'default', userId: book.user }));
      rows += found.length;
      duplicates += found.length - new Set(found.map(keyOf)).size;
      const [ours, theirs] = [found, book[table]].map((list) => list.map(lineOf).sort().join('\n'));
      isRight &&= ours === theirs;
    }
    if (!isRight) wrong.push(book.user);
  }
  return { wrong, duplicates, rows };
}
