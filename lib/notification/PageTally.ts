import type { UserDataPage } from '../model/UserDataPage.js';

/** Counts the transactions of a window's pages, to notice that the data changed while they were read. */
export class PageTally {
  private announced: number | undefined;
  private found = 0;
  private readonly met = new Set<string>();

  add({ totalTransactions, transactions }: UserDataPage): void {
    this.announced ??= totalTransactions;
    for (const { id, container = '' } of transactions) {
      this.found += 1;
      this.met.add(`${container} ${id}`);
    }
  }

  /** No row came twice, and as many came as were announced, if any number was. */
  get agrees(): boolean {
    return this.met.size === this.found && (this.announced ?? this.found) === this.found;
  }
}
