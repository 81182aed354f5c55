import { catchError, defer, map, of, take, throwError, timeout, type Observable, type SchedulerLike } from 'rxjs';
import type { CredentialsRefusedError } from '../../errors/CredentialsRefusedError.js';
import { isAggregationError } from '../../errors/isAggregationError.js';
import { isRetryable } from '../../errors/isRetryable.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import type { AccessToken } from '../../model/AccessToken.js';
import type { TokenRequest, TokenSource } from '../../ports/TokenSource.js';
import { LruMap } from './LruMap.js';
import { resolveRenewalOptions, type RenewalOptions, type ResolvedRenewalOptions } from './renewalOptions.js';
import { singleFlight } from './singleFlight.js';
import { TOKEN_OPERATION } from './TOKEN_OPERATION.js';
import { renewAtOf } from './tokenLife.js';

/** A token with what was given beside it. */
export interface MintedToken {
  readonly token: AccessToken;
  /** What renews it without the password. */
  readonly refreshToken?: string | undefined;
}

/** Gets a new token; `before` is what the same principal had last, if anything. */
export type Mint = (request: TokenRequest, before: MintedToken | undefined) => Observable<MintedToken>;

/** Names a principal; two requests with one name share a token. */
export type KeyOf = (request: Pick<TokenRequest, 'tenant' | 'userId'>) => string;

/** A token source that remembers tokens and refusals, and can be told to forget them. */
export interface RenewingTokenSource extends TokenSource {
  /** Forgets tokens and refusals, of one principal or of all: call it when credentials have changed. */
  reset(principal?: Pick<TokenRequest, 'tenant' | 'userId'>): void;
}

interface HeldToken extends MintedToken {
  /** Unit: ms since the epoch */
  readonly renewAt: number;
  readonly refused: boolean;
}

const LEAST_POSTPONEMENT_MS = 1_000;

/**
 * Wraps whatever gets tokens in what every source needs: one renewal at a time for each principal, renewal before the
 * end, and silence after a refusal.
 *
 * A caller who was refused an older token is given the newer one. A renewal has its own deadline; a waiter fails with
 * UpstreamTimeoutError (stage `token`) after its own, and the next caller may try again. CredentialsRefusedError is
 * final until `reset()`. When an early renewal fails for a passing reason, the token that still lives is given and
 * the next attempt waits for half of its remaining life. Memory: O(`maxPrincipals`) tokens and as many refusals.
 *
 * @param keyOf who the token is for; two requests with one key share a token, so it must hold all that tells them apart
 * @param mint gets a new token
 * @param options deadlines, bounds and clock
 * @example
 * renewingTokenSource(({ tenant, userId }) => JSON.stringify([tenant, userId]), mint, {});
 */
export function renewingTokenSource(keyOf: KeyOf, mint: Mint, options: RenewalOptions): RenewingTokenSource {
  return new RenewingTokens(keyOf, mint, resolveRenewalOptions(options));
}

class RenewingTokens implements RenewingTokenSource {
  readonly #keyOf: KeyOf;
  readonly #mint: Mint;
  readonly #options: ResolvedRenewalOptions;
  readonly #held: LruMap<string, HeldToken>;
  readonly #refusals: LruMap<string, CredentialsRefusedError>;
  readonly #flights = singleFlight<AccessToken>();
  // Raised by every reset: what was under way before it must leave no trace after it.
  #era = 0;

  constructor(keyOf: KeyOf, mint: Mint, options: ResolvedRenewalOptions) {
    this.#keyOf = keyOf;
    this.#mint = mint;
    this.#options = options;
    this.#held = new LruMap(options.maxPrincipals);
    this.#refusals = new LruMap(options.maxPrincipals);
  }

  token(request: TokenRequest): Observable<AccessToken> {
    return defer(() => this.#heldOrRenewed(this.#keyOf(request), request));
  }

  reset(principal?: Pick<TokenRequest, 'tenant' | 'userId'>): void {
    this.#era += 1;
    if (principal === undefined) {
      this.#held.clear();
      this.#refusals.clear();
      return;
    }
    const key = this.#keyOf(principal);
    this.#held.delete(key);
    this.#refusals.delete(key);
  }

  #heldOrRenewed(key: string, request: TokenRequest): Observable<AccessToken> {
    const refusal = this.#refusals.get(key);
    if (refusal !== undefined) return throwError(() => refusal);
    const kept = this.#held.get(key);
    if (kept === undefined || kept.refused) return this.#renewed(key, request);
    if (kept.token.reveal() === request.refused?.reveal()) {
      this.#held.set(key, { ...kept, refused: true });
      return this.#renewed(key, request);
    }
    if (this.#options.scheduler.now() < kept.renewAt) return of(kept.token);
    return this.#renewed(key, request).pipe(catchError((error: unknown) => this.#orStill(key, kept, error)));
  }

  #renewed(key: string, request: TokenRequest): Observable<AccessToken> {
    const { tokenDeadlineMs, scheduler } = this.#options;
    return this.#flights
      .join(`${String(this.#era)} ${key}`, () => this.#mintAndKeep(key, request))
      .pipe(within(Math.min(request.deadlineMs, tokenDeadlineMs), scheduler));
  }

  #mintAndKeep(key: string, request: TokenRequest): Observable<AccessToken> {
    const { tokenDeadlineMs, scheduler } = this.#options;
    const bornAt = scheduler.now();
    const era = this.#era;
    return defer(() => this.#mint({ ...request, deadlineMs: tokenDeadlineMs }, this.#held.get(key))).pipe(
      within(tokenDeadlineMs, scheduler),
      take(1),
      map((minted) => {
        const renewAt = renewAtOf(bornAt, minted.token.expiresAt);
        if (era === this.#era) this.#held.set(key, { ...minted, renewAt, refused: false });
        return minted.token;
      }),
      catchError((error: unknown) => {
        if (era === this.#era && isRefusal(error)) this.#refusals.set(key, error);
        return throwError(() => error);
      }),
    );
  }

  #orStill(key: string, kept: HeldToken, error: unknown): Observable<AccessToken> {
    const now = this.#options.scheduler.now();
    const until = kept.token.expiresAt ?? Infinity;
    if (!isRetryable(error) || now >= until) return throwError(() => error);
    if (this.#held.get(key) === kept) {
      this.#held.set(key, { ...kept, renewAt: now + Math.max(LEAST_POSTPONEMENT_MS, (until - now) / 2) });
    }
    return of(kept.token);
  }
}

function within<T>(ms: number, scheduler: SchedulerLike) {
  return timeout<T, Observable<never>>({
    first: Math.max(0, ms),
    scheduler,
    with: () => throwError(() => new UpstreamTimeoutError(TOKEN_OPERATION, ms, 'token')),
  });
}

function isRefusal(error: unknown): error is CredentialsRefusedError {
  return isAggregationError(error) && error.name === 'CredentialsRefusedError';
}
