// Who may import whom: docs/adr/0001 is the drawing, this is the fence. Every rule has a probe under
// spec/fixtures/probes/<rule name>/ that trips it and nothing else; scripts/probe-rules.mjs proves it.

/** The four that every part of the library may know. */
const FOUR = 'model|errors|ports|operators';
const AXIOS = '(^|/)node_modules/axios/|^axios(/|$)';
const SOCKETS = '(^|/)node_modules/(@types/)?(ws|undici)/|^(ws|undici)(/|$)';
const PEERS = '(^|/)node_modules/(rxjs|io-ts|fp-ts|undici|pg|@opentelemetry/api)/';

/** Lets a folder of `lib/` know the folders named, itself, and nothing else of `lib/`. */
function knowsOnly(folder, known, comment) {
  const allowed = [...known.split('|').filter(Boolean), folder].join('|');
  return {
    name: `${folder.replaceAll('/', '-')}-${known === FOUR ? 'knows-only-the-four' : known === '' ? 'knows-nobody' : `knows-only-${known.replaceAll('|', '-and-')}`}`,
    comment,
    severity: 'error',
    from: { path: `^lib/${folder}/` },
    to: { path: '^lib/', pathNot: `^lib/(${allowed})/` },
  };
}

/** Lets an aggregator's entry give out, beside its own files, what `parts` names: what its users need with it. */
function entryComposesOnly(name, from, parts) {
  return {
    name,
    comment:
      'The entry of an aggregator gives out what belongs to it from elsewhere, and that is little: docs/adr/0003.',
    severity: 'error',
    from,
    to: { path: '^lib/', pathNot: [`^lib/(${FOUR})/`, '^lib/aggregators/$1/', '^lib/store/memory[^/]*', ...parts] },
  };
}

const LAYERS = [
  knowsOnly('model', '', 'The model is what everything else speaks of; it needs nobody.'),
  knowsOnly('errors', 'model', 'Errors carry pieces of the model and know nothing of who throws them.'),
  knowsOnly('ports', 'model|errors', 'A port names what we need, never how it is met.'),
  knowsOnly('operators', 'model|errors', 'Operators are domain-free: they fit any stream.'),
  {
    name: 'operators-take-only-types-of-the-model',
    comment: 'An operator that runs code of the model is no longer domain-free.',
    severity: 'error',
    from: { path: '^lib/operators/' },
    to: { path: '^lib/model/', dependencyTypesNot: ['type-only'] },
  },
  ...['sync', 'notification', 'bridge', 'store', 'http', 'testing'].map((folder) =>
    knowsOnly(folder, FOUR, 'Parts meet through ports and model, never through each other; who composes is the user.'),
  ),
  {
    name: 'aggregators-know-only-the-four-and-memory-engines',
    comment: 'Each aggregator stands alone, on what all share. Its defaults are the memory engines: docs/adr/0003.',
    severity: 'error',
    from: { path: '^lib/aggregators/([^/]+)/', pathNot: '^lib/aggregators/([^/]+/index\\.ts$|shared/)' },
    to: { path: '^lib/', pathNot: [`^lib/(${FOUR})/`, '^lib/aggregators/($1|shared)/', '^lib/store/memory[^/]*'] },
  },
  knowsOnly('aggregators/shared', FOUR, 'What all aggregators share knows none of them, and no engine.'),
  entryComposesOnly(
    'aggregator-entries-compose-only-tokens-and-memory-engines',
    { path: '^lib/aggregators/([^/]+)/index\\.ts$', pathNot: '^lib/aggregators/yodlee/' },
    ['^lib/http/tokens/'],
  ),
  entryComposesOnly(
    'yodlee-entry-composes-only-tokens-notification-and-memory-engines',
    { path: '^lib/aggregators/(yodlee)/index\\.ts$' },
    ['^lib/http/tokens/', '^lib/notification/'],
  ),
  {
    name: 'node-knows-only-model-errors-ports-and-store-rules',
    comment: 'Edges translate one technology into one port; a store among them keeps to the rules of every store.',
    severity: 'error',
    from: { path: '^lib/node/' },
    to: { path: '^lib/', pathNot: ['^lib/(model|errors|ports|node)/', '^lib/store/rules/'] },
  },
  knowsOnly('sandbox', '', 'A wrong assumption shared with the library would hide in it (architecture.md D14).'),
  {
    name: 'sandbox-core-stays-pure',
    comment: 'The core of the sandbox also runs in virtual time: no sockets, no clock, no HTTP shell.',
    severity: 'error',
    from: { path: '^lib/sandbox/core/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'sandbox-core-ignores-its-shell',
    comment: 'The shell drives the core, never the other way round.',
    severity: 'error',
    from: { path: '^lib/sandbox/core/' },
    to: { path: '^lib/sandbox/(?!core/)' },
  },
  {
    name: 'cli-composes-public-entries',
    comment: 'What the command line can do, any user can do: it has no private door.',
    severity: 'error',
    from: { path: '^lib/cli/' },
    to: { path: '^lib/', pathNot: ['^lib/cli/', '^lib/(.*/|)index\\.ts$'] },
  },
  {
    name: 'dashboard-composes-public-entries',
    comment: 'As the command line: the page is built on the public API only.',
    severity: 'error',
    from: { path: '^lib/dashboard/' },
    to: { path: '^lib/', pathNot: ['^lib/dashboard/', '^lib/(.*/|)index\\.ts$'] },
  },
  {
    name: 'cli-is-nobodys-dependency',
    comment: 'The composition root is where everything ends.',
    severity: 'error',
    from: { path: '^lib/', pathNot: '^lib/(cli|dashboard)/' },
    to: { path: '^lib/(cli|dashboard)/' },
  },
  {
    name: 'entries-are-for-outsiders',
    comment: 'Inside lib a file imports the file it means; an entry used inside is a barrel, and barrels breed cycles.',
    severity: 'error',
    from: { path: '^lib/', pathNot: '^lib/(cli|dashboard)/' },
    to: { path: '^lib/(.*/|)index\\.ts$' },
  },
];

const OUTSIDE = [
  {
    name: 'axios-only-in-http',
    comment: 'HTTP is a port; axios is one adapter of it.',
    severity: 'error',
    from: { path: '^lib/', pathNot: '^lib/http/' },
    to: { path: AXIOS },
  },
  {
    name: 'sockets-only-in-node',
    comment: 'ws and undici belong to the edges on Node.',
    severity: 'error',
    from: { path: '^lib/', pathNot: '^lib/node/' },
    to: { path: SOCKETS },
  },
  {
    name: 'node-built-ins-only-at-the-edges',
    comment: 'Everything else runs in a browser too.',
    severity: 'error',
    from: { path: '^lib/', pathNot: '^lib/(node|sandbox|cli|testing/node)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-entry-is-portable',
    comment: 'Whoever imports `millrace` gets no Node, no axios and no ws, however far away.',
    severity: 'error',
    from: { path: '^lib/index\\.ts$' },
    to: { path: ['^lib/(aggregators|node|testing|sandbox|cli|dashboard)/', AXIOS, SOCKETS], reachable: true },
  },
  {
    name: 'no-development-dependencies',
    comment:
      'What lib imports must be installed at the user: a dependency or a peer. Only the command line is bundled.',
    severity: 'error',
    from: { path: '^lib/', pathNot: '^lib/(cli|dashboard)/' },
    to: { dependencyTypes: ['npm-dev'], pathNot: PEERS },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'A package that another one happened to bring may be gone tomorrow.',
    severity: 'error',
    from: { path: '^lib/' },
    // An optional peer is also named by peerDependenciesMeta, which counts as no list.
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
  },
  {
    name: 'nothing-from-outside-lib',
    comment: 'The published code must not need what is not published.',
    severity: 'error',
    from: { path: '^lib/' },
    to: { path: '^(spec|bench|examples|scripts|docs|dist|\\.build)/' },
  },
];

/** Where the outside world enters. */
const ROOTS = '^lib/((.*/|)index|cli/main|dashboard/main)\\.ts$';

const SHAPE = [
  { name: 'no-cycles', comment: 'Types included.', severity: 'error', from: { path: '^lib/' }, to: { circular: true } },
  {
    name: 'no-orphans',
    comment: 'A file that nobody imports and that imports nobody is forgotten.',
    severity: 'error',
    from: { orphan: true, path: '^lib/', pathNot: ['\\.d\\.ts$', '^lib/(.*/|)index\\.ts$', '^lib/cli/main\\.ts$'] },
    to: {},
  },
  {
    name: 'no-dead-files',
    comment: 'Every file is reached from an entry or from the command line, or it is not part of the product.',
    severity: 'error',
    from: { path: ROOTS },
    to: { path: '^lib/', pathNot: ['\\.d\\.ts$', ROOTS], reachable: false },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...LAYERS, ...OUTSIDE, ...SHAPE],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
