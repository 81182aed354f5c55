// Paths into the library as compiled, module by module: a benchmark measures parts that have no entry of their own.
const dist = new URL('../../dist/modules/', import.meta.url);

/** Loads one module of the built library, such as `sync/followConnection`. */
export const library = (module) => import(new URL(`${module}.js`, dist));
