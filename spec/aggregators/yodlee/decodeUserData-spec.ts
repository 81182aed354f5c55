import { expect } from 'chai';
import { decodeRecords, decodeUserData } from '../../../lib/aggregators/yodlee/decodeUserData.js';
import type { HttpResponse } from '../../../lib/ports/HttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { caught } from '../../support/caught.js';

const ASKED = { operation: 'read user data', userId: 'ann', skip: 0 };
const raw = (text: string): HttpResponse => ({ status: 200, headers: {}, body: new TextEncoder().encode(text) });
const user = { loginName: 'ann' };

describe('decodeUserData', () => {
  it('turns all four lists into records, ids and amounts without loss', () => {
    const page = decodeUserData(
      ASKED,
      raw(`{"userData":[{"user":{"loginName":"ann"},"totalTransactionsCount":1,
        "providerAccount":[{"id":9007199254740993,"status":"SUCCESS","sourceProviderAccountIds":[1,2],"destinationProviderAccountId":7,"isDeleted":true}],
        "account":[{"id":5,"providerAccountId":7,"sourceProviderAccountId":1,"CONTAINER":"bank","accountStatus":"ACTIVE","accountName":"Main","balance":{"amount":1234567890123456.78,"currency":"EUR"}}],
        "transaction":[{"id":8,"CONTAINER":"bank","accountId":5,"status":"POSTED","amount":{"amount":1e-7,"currency":"EUR"},"baseType":"DEBIT","postDate":"2026-11-20","description":{"simple":"shop"},"lastUpdated":"2026-11-21T09:10:00Z","new":{"x":[1]}}],
        "holding":[{"id":9,"accountId":5,"description":"fund","quantity":2.5,"value":{"amount":10,"currency":"USD"}}]}]}`),
    );
    expect(page.totalTransactions).to.equal(1);
    expect(page.providerAccounts[0]).to.deep.include({
      id: '9007199254740993',
      isDeleted: true,
      destinationProviderAccountId: '7',
      sourceProviderAccountIds: ['1', '2'],
    });
    expect(page.accounts[0]).to.deep.include({
      id: '5',
      providerAccountId: '7',
      sourceProviderAccountId: '1',
      container: 'bank',
      status: 'ACTIVE',
      name: 'Main',
      balance: '1234567890123456.78',
      currency: 'EUR',
    });
    expect(page.transactions[0]).to.deep.include({
      id: '8',
      amount: '0.0000001',
      date: '2026-11-20',
      description: 'shop',
      lastUpdated: '2026-11-21T09:10:00Z',
      isDeleted: false,
    });
    expect(page.transactions[0]?.fields).to.deep.include({
      new: { x: [1] },
      amount: { amount: '0.0000001', currency: 'EUR' },
    });
    expect(page.holdings[0]).to.deep.include({
      id: '9',
      accountId: '5',
      quantity: '2.5',
      value: '10',
      currency: 'USD',
    });
  });

  for (const body of [
    {},
    { userData: [] },
    { userData: null },
    { userData: [{ user }] },
    { userData: [{ user, transaction: null }] },
  ]) {
    it(`takes ${JSON.stringify(body)} for an answer without changes`, () => {
      expect(decodeUserData(ASKED, jsonResponse(200, body)).transactions).to.deep.equal([]);
    });
  }

  for (const [what, body] of [
    ['another user', { userData: [{ user: { loginName: 'canary' } }] }],
    ['nobody', { userData: [{ transaction: [] }] }],
    ['another user beside ours', { userData: [{ user }, { user: { loginName: 'canary' } }] }],
    ['a record without an id', { userData: [{ user, transaction: [{ amount: {} }] }] }],
    ['something else', { userData: 7 }],
    ['a list', []],
  ] as const) {
    it(`refuses an answer about ${what}`, async () => {
      const error = await caught(() => decodeUserData(ASKED, jsonResponse(200, body)));
      expect(error).to.include({ name: 'DecodeError', operation: 'read user data' });
      expect(String(error)).not.to.include('canary');
    });
  }

  for (const text of ['', ' \n', 'null']) {
    it(`G9: takes ${JSON.stringify(text)} for an answer that was cut off, never for one without changes`, async () => {
      for (const decode of [decodeUserData, decodeRecords]) {
        expect(await caught(() => decode(ASKED, raw(text)))).to.include({ name: 'DecodeError' });
      }
    });
  }

  it('takes skip of the next page from either form of the header, and refuses one that does not lead on', async () => {
    const at = (link: string, skip: number) =>
      decodeUserData({ ...ASKED, skip }, jsonResponse(200, {}, { link })).nextSkip;
    expect(at(': /dataExtracts/userData?skip=500&top=500;rel=next', 0)).to.equal(500);
    expect(at('<//evil.example/x?skip=1000>; rel="next"', 500)).to.equal(1_000);
    expect(at('/x?skip=500;rel=previous', 500)).to.equal(undefined);
    for (const link of ['/x?skip=500;rel=next', '/x?skip=0;rel=next', '/x;rel=next']) {
      expect(await caught(() => at(link, 500))).to.include({ name: 'DecodeError' });
    }
  });

  it('believes only the first page’s count', () => {
    const body = { userData: [{ user, totalTransactionsCount: 900 }] };
    expect(decodeUserData(ASKED, jsonResponse(200, body)).totalTransactions).to.equal(900);
    expect(decodeUserData({ ...ASKED, skip: 500 }, jsonResponse(200, body)).totalTransactions).to.equal(undefined);
  });

  it('reads a single list, and refuses what is too deep', async () => {
    expect(decodeRecords(ASKED, jsonResponse(200, { account: [{ id: 5 }] })).accounts[0]?.id).to.equal('5');
    const deep = raw(`{"account":[{"id":5,"x":${'['.repeat(90)}${']'.repeat(90)}}]}`);
    expect(await caught(() => decodeRecords(ASKED, deep))).to.include({ name: 'DecodeError' });
  });
});
