import type { Observable } from 'rxjs';

/** One subscriber's place at a stream that others may share. */
export interface SharedPlace<T> {
  readonly values: Observable<T>;
  /** Asks the stream for fresh news at once. */
  readonly wake: () => void;
}

/** Streams by key, each of which runs once however many have joined it; lives as long as the api object. */
export interface SharedStreams<T> {
  /** `retire` gives the key away before the last values are told: who joins from then on begins anew. */
  join(
    key: string,
    patienceMs: number,
    start: (demand: {
      readonly wakes: Observable<void>;
      readonly patienceMs: () => number;
      readonly retire: () => void;
    }) => Observable<T>,
  ): SharedPlace<T>;
}
