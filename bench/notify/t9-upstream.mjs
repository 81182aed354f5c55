// The upstream of T9, in a process of its own: every user has one page of about 2 KB, after 20 ms.
import { createServer } from 'node:http';

const LATENCY_MS = 20;
const TRANSACTIONS = 6;
let answered = 0;

const server = createServer((request, response) => {
  const user = new URL(request.url, 'http://upstream').searchParams.get('loginName');
  setTimeout(() => {
    answered += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(pageOf(user));
  }, LATENCY_MS);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => {
  process.send({ answered });
  answered = 0;
});

function pageOf(loginName) {
  const number = Number(loginName.slice(-6));
  const account = {
    CONTAINER: 'bank',
    providerAccountId: number,
    id: number + 1,
    accountName: 'Current account',
    accountStatus: 'ACTIVE',
    balance: { amount: 1_234.56, currency: 'EUR' },
    lastUpdated: '2026-01-01T00:00:00Z',
  };
  const transaction = Array.from({ length: TRANSACTIONS }, (_, n) => ({
    CONTAINER: 'bank',
    id: number * 10 + n,
    amount: { amount: 12.34 + n, currency: 'EUR' },
    baseType: 'DEBIT',
    status: 'POSTED',
    accountId: number + 1,
    date: '2026-01-01',
    description: { original: 'CARD PAYMENT 1234 SOMEWHERE', simple: 'Card payment' },
    lastUpdated: '2026-01-01T00:00:00Z',
  }));
  const userData = { user: { loginName }, totalTransactionsCount: TRANSACTIONS, account: [account], transaction };
  return JSON.stringify({ userData: [userData] });
}
