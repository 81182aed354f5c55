/** A model value while it is being put together. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
