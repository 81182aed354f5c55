// What a bundler makes of an entry for whoever imports all of it; bench/sync/t18-size.mjs shows the same figures.
// As modules: of a script, the default, the names of all exports are left out.
const modifyEsbuildConfig = (config) => ({ ...config, format: 'esm' });

export default [
  {
    name: 'millrace, minified and gzipped, without its peers',
    path: 'dist/esm/index.js',
    limit: '20 kB',
    gzip: true,
    modifyEsbuildConfig,
  },
  {
    name: 'millrace/bridge/client, minified and gzipped, without rxjs',
    path: 'dist/esm/bridge/client/index.js',
    limit: '6 kB',
    gzip: true,
    modifyEsbuildConfig,
  },
];
