import type { Observable } from 'rxjs';

/** One subscriber's place at a stream that others may share. */
export interface SharedPlace<T> {
  readonly values: Observable<T>;
  /** Asks the stream for fresh news at once. */
  readonly wake: () => void;
}

/** What a stream may ask of those who share it, and of its place among the others. */
export interface SharedStart {
  readonly wakes: Observable<void>;
  readonly patienceMs: () => number;
  /** Gives the key away before the last values are told: who joins from now on begins anew. */
  readonly retire: () => void;
}

/** Streams by key, each of which runs once however many have joined it; lives as long as the api object. */
export interface SharedStreams<T> {
  join(key: string, patienceMs: number, start: (demand: SharedStart) => Observable<T>): SharedPlace<T>;
}
