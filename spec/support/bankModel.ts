import type { UserDataPage } from '../../lib/model/UserDataPage.js';
import { account, link, transaction } from './bookStand.js';

/** Something that happens at a bank; `pick` says to which of those that are there. */
export interface BankStep {
  readonly what: 'open' | 'add' | 'edit' | 'drop' | 'dropAccount' | 'dropLink' | 'merge';
  readonly pick: number;
}

interface Version {
  readonly at: number;
  readonly gone: boolean;
  readonly parent: string;
  readonly status: string;
  /** Of a link that was merged. */
  readonly into?: string;
  readonly from?: readonly string[];
}

type Table = Map<string, Version[]>;

/** Seconds of one window. */
const SPAN = 10;

/** A bank that remembers all versions of everything, and shows each window as it was at its end. */
export class BankModel {
  private readonly links: Table = new Map();
  private readonly accounts: Table = new Map();
  private readonly rows: Table = new Map();
  private now = 0;
  private made = 0;

  constructor(steps: readonly BankStep[]) {
    for (const step of steps) {
      this.now += 7;
      this.play(step);
    }
  }

  /** Every window of its history, oldest first; bare ones say of what is gone only its id. */
  windows(isBare: boolean): readonly { readonly page: Partial<UserDataPage>; readonly until: number }[] {
    const count = Math.ceil((this.now + 1) / SPAN);
    return Array.from({ length: count }, (_, n) => ({
      until: (n + 1) * SPAN,
      page: this.page(n * SPAN, (n + 1) * SPAN, isBare),
    }));
  }

  /** What must be in a book in the end. */
  truth() {
    const live = (table: Table) =>
      [...table].flatMap(([id, versions]) => {
        const last = versions.at(-1);
        return last === undefined || last.gone ? [] : [{ id, ...last }];
      });
    return {
      links: live(this.links)
        .map(({ id }) => id)
        .sort(),
      accounts: live(this.accounts)
        .map(({ id, parent }) => `${id} in ${parent}`)
        .sort(),
      transactions: live(this.rows)
        .map(({ id, status }) => `bank ${id} ${status}`)
        .sort(),
      holdings: [],
    };
  }

  private play({ what, pick }: BankStep): void {
    const chosen = (table: Table): string | undefined => {
      const ids = this.alive(table);
      return ids[pick % Math.max(1, ids.length)];
    };
    const [row, one, parent] = [chosen(this.rows), chosen(this.accounts), chosen(this.links)];
    if (what === 'add' && one !== undefined) this.put(this.rows, this.name('t'), { parent: one, status: 'PENDING' });
    else if (what === 'edit' && row !== undefined) this.put(this.rows, row, { status: `POSTED${String(this.now)}` });
    else if (what === 'drop' && row !== undefined) this.put(this.rows, row, { gone: true });
    else if (what === 'dropAccount' && one !== undefined) this.dropAccount(one);
    else if (what === 'dropLink' && parent !== undefined) this.dropLink(parent);
    else if (what === 'merge' && parent !== undefined) this.merge(parent);
    else this.open();
  }

  private open(): void {
    const id = this.name('p');
    this.put(this.links, id, {});
    const one = this.name('a');
    this.put(this.accounts, one, { parent: id });
    this.put(this.rows, this.name('t'), { parent: one, status: 'POSTED' });
  }

  private dropAccount(id: string): void {
    this.put(this.accounts, id, { gone: true });
    for (const row of this.alive(this.rows, id)) this.put(this.rows, row, { gone: true });
  }

  private dropLink(id: string): void {
    this.put(this.links, id, { gone: true });
    for (const one of this.alive(this.accounts, id)) this.dropAccount(one);
  }

  private merge(id: string): void {
    const target = this.name('m');
    this.put(this.links, target, { from: [id] });
    for (const one of this.alive(this.accounts, id)) this.put(this.accounts, one, { parent: target });
    this.put(this.links, id, { gone: true, into: target });
  }

  private name(kind: string): string {
    this.made += 1;
    return `${kind}${String(this.made).padStart(3, '0')}`;
  }

  private alive(table: Table, parent?: string): readonly string[] {
    return [...table].flatMap(([id, versions]) => {
      const last = versions.at(-1);
      return last === undefined || last.gone || (parent !== undefined && last.parent !== parent) ? [] : [id];
    });
  }

  private put(table: Table, id: string, change: Partial<Version>): void {
    const versions = table.get(id) ?? [];
    const before = versions.at(-1) ?? { gone: false, parent: '', status: '-' };
    table.set(id, [...versions, { ...before, ...change, at: this.now }]);
  }

  private page(from: number, until: number, isBare: boolean): Partial<UserDataPage> {
    const shown = (table: Table) =>
      [...table].flatMap(([id, versions]) => {
        const version = versions.filter(({ at }) => at >= from && at < until).at(-1);
        return version === undefined ? [] : [{ id, ...version, ...(version.gone && isBare && { at: undefined }) }];
      });
    return {
      providerAccounts: shown(this.links).map(({ id, at, gone, into, from: sources = [] }) =>
        link({
          id,
          gone,
          sources,
          ...(at !== undefined && { at }),
          ...(into !== undefined && { destinationProviderAccountId: into }),
        }),
      ),
      accounts: shown(this.accounts).map(({ id, at, gone, parent }) =>
        account({ id, gone, ...(gone ? {} : { providerAccountId: parent }), ...(at !== undefined && { at }) }),
      ),
      transactions: shown(this.rows).map(({ id, at, gone, parent, status }) =>
        transaction({
          id,
          gone,
          accountId: parent,
          status,
          ...(at !== undefined && { at }),
          ...(!(gone && isBare) && { container: 'bank' }),
        }),
      ),
    };
  }
}
