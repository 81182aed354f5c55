import { concatMap, EMPTY, from, ignoreElements, type Observable, tap } from 'rxjs';
import { ResponseTooLargeError } from '../errors/ResponseTooLargeError.js';
import { digestText } from '../model/digestBytes.js';
import type { UserDataPage } from '../model/UserDataPage.js';
import type { PageSpool } from '../ports/Spool.js';
import type { Reading } from './Reading.js';

/** The pages of one window while they are worked on: in memory, or in a spool file once they are many. */
export class HeldPages {
  private kept: UserDataPage[] = [];
  private keptBytes = 0;
  private spool: PageSpool | undefined;
  private digests: string[] = [];
  private total = 0;

  constructor(private readonly fanOut: Pick<Reading, 'memory' | 'settings'>) {}

  get pages(): Iterable<UserDataPage> {
    return this.spool?.pages ?? this.kept;
  }

  /** Unit: bytes of all answers */
  get bytes(): number {
    return this.total;
  }

  /** Equal when all answers are equal. */
  get digest(): string {
    return digestText(this.digests.join(' '));
  }

  /** Emits nothing; completes when the page is kept. Errors with ResponseTooLargeError. */
  append(page: UserDataPage): Observable<never> {
    const { settings, memory } = this.fanOut;
    const { maxWindowBytes, spoolAboveBytes, spool } = settings;
    this.total += page.bytes;
    this.digests.push(page.digest);
    if (this.total > maxWindowBytes) throw new ResponseTooLargeError('read user data', maxWindowBytes);
    if (this.spool !== undefined) return this.write(this.spool, [page]);
    this.keep(page);
    // Many small windows must not hold together what none of them may hold alone.
    if (spool === undefined || (this.keptBytes <= spoolAboveBytes && !memory.isSpent)) return EMPTY;
    this.spool = spool.open();
    return this.write(this.spool, this.kept).pipe(
      tap({
        complete: () => {
          this.forgetKept();
        },
      }),
    );
  }

  /** Forgets all pages, to begin again or because the work is over. */
  release(): void {
    this.forgetKept();
    this.spool?.remove();
    this.spool = undefined;
    this.digests = [];
    this.total = 0;
  }

  private forgetKept(): void {
    this.fanOut.memory.release(this.keptBytes);
    this.kept = [];
    this.keptBytes = 0;
  }

  private keep(page: UserDataPage): void {
    this.kept.push(page);
    this.keptBytes += page.bytes;
    this.fanOut.memory.take(page.bytes);
  }

  private write(spool: PageSpool, pages: readonly UserDataPage[]): Observable<never> {
    return from(pages).pipe(
      concatMap((page) => spool.append(page)),
      ignoreElements(),
    );
  }
}
