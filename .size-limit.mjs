// What a bundler makes of the core entry for whoever imports all of it; bench/sync/t18-size.mjs shows the same figure.
export default [
  {
    name: 'millrace, minified and gzipped, without its peers',
    path: 'dist/esm/index.js',
    limit: '20 kB',
    gzip: true,
    // As a module: of a script, the default, the names of all exports are left out.
    modifyEsbuildConfig: (config) => ({ ...config, format: 'esm' }),
  },
];
