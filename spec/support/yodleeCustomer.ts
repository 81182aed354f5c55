import type { SandboxAnswer } from '../../lib/sandbox/core/SandboxAnswer.js';
import { inOrderOfIds } from './inOrderOfIds.js';

/** A window as a notification names it, both ends included. Unit: epoch seconds. */
export interface Told {
  readonly user: string;
  readonly from: number;
  readonly to: number;
}

type Row = Readonly<Record<string, string | boolean>>;
type Wire = Readonly<Record<string, unknown>>;
type Entity = keyof typeof COLUMNS;

/** A record as it was last told of. */
interface Kept {
  readonly at: string;
  readonly gone: boolean;
  readonly row: Row;
}

const isRecord = (value: unknown): value is Wire => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly Wire[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const member = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);
const text = (value: unknown): string => String(value);
/** Ids with all their digits: numbers of 16 digits and more are made strings before JSON.parse. */
const parse = (body: string): unknown => JSON.parse(body.replaceAll(/:\s*(\d{16,})(?=[,}\]])/g, ':"$1"'));
const seconds = (iso: string): number => Date.parse(iso) / 1000;
const iso = (at: number): string => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

/** How a customer asks as admin; users' tokens are not needed. */
export type Get = (path: string) => SandboxAnswer;

/** An independent, plain customer: reads notifications, fetches, and keeps a book that must equal the truth. */
export class YodleeCustomer {
  readonly failed: Told[] = [];
  readonly asked = new Map<string, number>();
  readonly #tables = new Map<string, Map<string, Kept>>();

  constructor(
    private readonly get: Get,
    private readonly known: (user: string) => boolean,
  ) {}

  /** Reads a body in any of the forms upstream has. `receivedAt` in epoch seconds decides between day and month. */
  static read(body: string, receivedAt: number): readonly Told[] {
    const json = body.startsWith('payload=') ? (new URLSearchParams(body).get('payload') ?? '') : body;
    let parsed: unknown;
    try {
      parsed = JSON.parse(json);
    } catch {
      return [];
    }
    const event = member(parsed, 'event');
    if (!text(member(event, 'info')).startsWith('DATA_UPDATES')) return [];
    return list(member(member(event, 'data'), 'userData')).flatMap((entry): readonly Told[] => {
      const user = text(member(entry['user'], 'loginName'));
      const link = list(entry['links']).find(({ rel, href }) => rel === 'getUserData' && typeof href === 'string');
      const href = decodeURIComponent(text(link?.['href']).replace(/%(?![0-9a-f]{2})/gi, '%25'));
      const date = (name: string): number => readDate(new RegExp(`${name}=([^&]*)`).exec(href)?.[1] ?? '', receivedAt);
      const [from, to] = [date('fromDate'), date('toDate')];
      return Number.isFinite(from) && Number.isFinite(to) ? [{ user, from, to }] : [];
    });
  }

  fetchAll(told: readonly Told[]): void {
    for (const one of told) if (this.known(one.user)) this.fetch(one);
  }

  /** Fetches a window, an hour at a time, and takes it into the book. */
  fetch({ user, from, to }: Told): void {
    for (let at = from; at <= to; at += 3_600) this.fetchHour({ user, from: at, to: Math.min(to, at + 3_599) });
  }

  /** The book of a user, in the shape of the sandbox's truth. */
  book(user: string) {
    const rows = (entity: Entity) => this.rowsOf(user, entity);
    return {
      user,
      providerAccounts: rows('providerAccount'),
      accounts: rows('account'),
      transactions: rows('transaction'),
      holdings: rows('holding'),
    };
  }

  private fetchHour(told: Told): void {
    for (let restart = 0; restart < 5; restart += 1) {
      const pages = this.readPages(told);
      if (pages === undefined) return void this.failed.push(told);
      const total = member(list(member(pages[0], 'userData'))[0], 'totalTransactionsCount');
      const all = pages.flatMap((page) => list(member(page, 'userData')));
      const rows = all.flatMap((data) => list(data['transaction']));
      if (total !== undefined && Number(total) !== rows.length) continue;
      for (const data of all) this.take(told.user, data);
      return;
    }
    this.failed.push(told);
  }

  private readPages({ user, from, to }: Told): readonly unknown[] | undefined {
    const pages: unknown[] = [];
    for (let skip: number | undefined = 0; skip !== undefined;) {
      const query: string = `fromDate=${iso(from)}&toDate=${iso(to)}&loginName=${encodeURIComponent(user)}`;
      const more: string = skip === 0 ? '' : `&select=transaction&skip=${skip}&top=500`;
      this.asked.set(user, (this.asked.get(user) ?? 0) + 1);
      const answer: SandboxAnswer = this.get(`/dataExtracts/userData?${query}${more}`);
      if (answer.status !== 200) return undefined;
      pages.push(parse(answer.body));
      const next: string | undefined = (answer.headers['link'] ?? '')
        .split(/(?<=;\s*rel="?\w+"?),/)
        .find((link) => /rel="?next/.test(link));
      skip = next === undefined ? undefined : Number(/[?&]skip=(\d+)/.exec(next)?.[1]);
    }
    return pages;
  }

  private take(user: string, data: Wire): void {
    const holdings = list(data['holding']);
    for (const account of new Set(holdings.map((one) => text(one['accountId'])))) {
      this.close(
        user,
        account,
        holdings.filter((one) => text(one['accountId']) === account),
      );
    }
    for (const entity of ENTITIES) for (const one of list(data[entity])) this.put(user, entity, one);
  }

  /** What an account held before and is not in its newer set is gone. */
  private close(user: string, account: string, set: readonly Wire[]): void {
    const newest =
      set
        .map((one) => text(one['lastUpdated']))
        .sort()
        .at(-1) ?? '';
    const table = this.table(user, 'holding');
    for (const [key, held] of table) {
      const isMissing = held.row['accountId'] === account && !set.some((one) => text(one['id']) === key);
      if (isMissing && held.at < newest) table.set(key, { ...held, gone: true, at: newest });
    }
  }

  private put(user: string, entity: Entity, wire: Wire): void {
    const table = this.table(user, entity);
    const key = entity === 'transaction' ? `${text(wire['CONTAINER'])}:${text(wire['id'])}` : text(wire['id']);
    const row = pick(wire, COLUMNS[entity]);
    const at = typeof wire['lastUpdated'] === 'string' ? wire['lastUpdated'] : '9';
    const before = table.get(key);
    if (before !== undefined && before.at > at) return;
    const gone = wire['isDeleted'] === true;
    table.set(key, { at, gone, row: gone ? (before?.row ?? row) : { ...row, lastUpdated: at } });
  }

  private rowsOf(user: string, entity: Entity): readonly Row[] {
    const there = (name: Entity) =>
      [...this.table(user, name)].filter(([, { gone }]) => !gone).map(([, { row }]) => row);
    const links = new Set(there('providerAccount').map((row) => row['id']));
    const accounts = there('account').filter((row) => links.has(row['providerAccountId'] ?? ''));
    const ids = new Set(accounts.map((row) => row['id']));
    if (entity === 'account') return inOrderOfIds(accounts);
    return inOrderOfIds(there(entity).filter((row) => entity === 'providerAccount' || ids.has(row['accountId'] ?? '')));
  }

  private table(user: string, entity: Entity): Map<string, Kept> {
    const key = `${user} ${entity}`;
    const table = this.#tables.get(key) ?? new Map<string, Kept>();
    this.#tables.set(key, table);
    return table;
  }
}

const readDate = (date: string, receivedAt: number): number => {
  const old = /^(\d\d)-(\d\d)-(\d{4})T(.*)$/.exec(date);
  if (old === null) return seconds(date);
  const [, first = '', second = '', year = '', time = ''] = old;
  const readings = [`${year}-${second}-${first}T${time}Z`, `${year}-${first}-${second}T${time}Z`].map(seconds);
  return readings.find((at) => at > receivedAt - 7 * 86_400 && at <= receivedAt + 86_400) ?? NaN;
};

/** Columns of the truth in their order, and where on the wire they stand. */
const COLUMNS = {
  providerAccount: { providerId: 'providerId', status: 'status' },
  account: {
    container: 'CONTAINER',
    providerAccountId: 'providerAccountId',
    name: 'accountName',
    nickname: 'nickname',
    status: 'accountStatus',
    balance: 'balance.amount',
    currency: 'balance.currency',
  },
  transaction: {
    container: 'CONTAINER',
    accountId: 'accountId',
    status: 'status',
    baseType: 'baseType',
    amount: 'amount.amount',
    currency: 'amount.currency',
    date: 'date',
    description: 'description.original',
    categoryId: 'categoryId',
    memo: 'memo',
  },
  holding: {
    accountId: 'accountId',
    symbol: 'symbol',
    description: 'description',
    quantity: 'quantity',
    value: 'value.amount',
    currency: 'value.currency',
  },
} as const;

const ENTITIES = ['providerAccount', 'account', 'transaction', 'holding'] as const;

const pick = (wire: Wire, columns: Readonly<Record<string, string>>): Row => {
  const cells = Object.entries(columns).flatMap(([column, path]): readonly (readonly [string, string])[] => {
    const value = path.split('.').reduce<unknown>(member, wire);
    return value === undefined ? [] : [[column, text(value)]];
  });
  return { id: text(wire['id']), ...Object.fromEntries(cells) };
};
