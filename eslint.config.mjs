import { defineConfig } from 'eslint/config';
import rxjs from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

/** Folders whose code must run anywhere, in virtual time too: no clock, no chance, no host of its own. */
const PORTABLE = [
  'lib/{model,errors,ports,operators,sync,notification,bridge,store,aggregators,http}/**/*.ts',
  'lib/sandbox/core/**/*.ts',
  'lib/index.ts',
];

const AMBIENT = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
    name,
    message: 'Time comes from the injected SchedulerLike.',
  })),
  { name: 'performance', message: 'Time comes from the injected SchedulerLike.' },
  { name: 'crypto', message: 'Chance and ids come from the injected Entropy.' },
  { name: 'fetch', message: 'I/O goes through a port.' },
  { name: 'Buffer', message: 'The core runs in browsers: Uint8Array.' },
  { name: 'globalThis', message: 'Name what you need; the core knows only lib/web.d.ts.' },
];

const HOST = [
  { name: 'console', message: 'The library logs nothing; it takes a Telemetry sink.' },
  { name: 'process', message: 'Only lib/cli knows the process.' },
];

const AMBIENT_SYNTAX = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Use scheduler.now().' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Use new Date(scheduler.now()).' },
  { selector: "CallExpression[callee.name='Date']", message: 'Use new Date(scheduler.now()).' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Use the injected Entropy.' },
];

const SHAPE_SYNTAX = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
  { selector: 'ExportAllDeclaration', message: 'Name every export: `export *` makes everything public.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'TSModuleDeclaration', message: 'Use a module.' },
];

/** Selects what is made once, when the module is loaded, and not inside a function of it. */
const atModuleLevel = (made) =>
  `:matches(Program, ExportNamedDeclaration) > VariableDeclaration ${made}:not(:function *), PropertyDefinition[static=true] ${made}`;

const STATE_SYNTAX = [
  {
    selector:
      "Program > VariableDeclaration[kind!='const'], ExportNamedDeclaration > VariableDeclaration[kind!='const']",
    message: 'No module-level mutable state.',
  },
  {
    selector: atModuleLevel('NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet)$/][arguments.length=0]'),
    message: 'An empty collection at module level is mutable state: make it where it is used.',
  },
  {
    selector: atModuleLevel('NewExpression[callee.name=/Subject$/]'),
    message: 'A Subject at module level is mutable state.',
  },
  {
    selector: 'CallExpression[callee.name=/^(mergeMap|flatMap)$/][arguments.length<2]',
    message: 'State the concurrency of mergeMap.',
  },
  {
    selector: "CallExpression[callee.name='mergeAll'][arguments.length<1]",
    message: 'State the concurrency of mergeAll.',
  },
];

const RESTRICTED_IMPORTS = {
  paths: [
    { name: 'fp-ts', message: "Only 'fp-ts/lib/Either.js' style paths load in Node ESM and stay small." },
    { name: 'rxjs/operators', message: "Import operators from 'rxjs'." },
  ],
  patterns: [
    { regex: '^fp-ts/(?!lib/[A-Za-z]+\\.js$)', message: "Directory imports fail in Node ESM: 'fp-ts/lib/Either.js'." },
    { regex: '^io-ts/', message: "Only 'io-ts' itself: its reporters print the offending value, which is bank data." },
    { regex: '^rxjs/(?!testing$|webSocket$)', message: "Only 'rxjs', 'rxjs/testing' and 'rxjs/webSocket'." },
  ],
};

/** The rules that need types, which an example has only where its packages are installed. */
const RXJS_OFF = Object.fromEntries(Object.keys(rxjs.configs.strict.rules).map((rule) => [rule, 'off']));

export default defineConfig(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      '.build/**',
      'coverage/**',
      'temp/**',
      'docs/**',
      'spec/fixtures/**',
      'examples/*/dist/**',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.cts'],
    extends: [tseslint.configs.strictTypeChecked, rxjs.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Handing on what was caught is how errors travel; only `any` may not.
      'rxjs-x/throw-error': ['error', { allowThrowingAny: false, allowThrowingUnknown: true }],
      'no-restricted-imports': ['error', RESTRICTED_IMPORTS],
      'no-restricted-syntax': ['error', ...SHAPE_SYNTAX],
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-globals': ['error', ...HOST],
      'no-restricted-syntax': ['error', ...SHAPE_SYNTAX, ...STATE_SYNTAX],
      'rxjs-x/no-finnish': 'error',
    },
  },
  {
    files: PORTABLE,
    rules: {
      'no-restricted-globals': ['error', ...AMBIENT, ...HOST],
      'no-restricted-syntax': ['error', ...SHAPE_SYNTAX, ...STATE_SYNTAX, ...AMBIENT_SYNTAX],
    },
  },
  {
    // An adapter may look for a host it does not depend on.
    files: ['lib/http/*.ts', 'lib/bridge/client/hostMember.ts'],
    rules: { 'no-restricted-globals': ['error', ...AMBIENT.filter(({ name }) => name !== 'globalThis'), ...HOST] },
  },
  {
    // The one place where the bridge's chance comes from: epochs that never repeat, tickets that nobody can guess.
    files: ['lib/bridge/hub/randomBytes.ts'],
    rules: { 'no-restricted-globals': ['error', ...AMBIENT.filter(({ name }) => name !== 'crypto'), ...HOST] },
  },
  {
    // Where bytes of somebody else become values of ours, a type is asserted once, beside the check that earns it.
    files: ['lib/aggregators/*/wire/**/*.ts', 'lib/model/compileCodec.ts', 'lib/sandbox/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }] },
  },
  {
    files: ['lib/cli/**/*.ts', 'lib/dashboard/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['spec/**/*.{ts,cts}', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'rxjs-x/no-finnish': 'off',
      'rxjs-x/no-floating-observables': 'off',
      'rxjs-x/no-ignored-default-value': 'off',
      'rxjs-x/no-ignored-error': 'off',
      'rxjs-x/throw-error': 'off',
    },
  },
  // In the kit, an empty stream where a value is due is the failure to be shown.
  { files: ['lib/testing/**/*.ts'], rules: { 'rxjs-x/no-ignored-default-value': 'off' } },
  { files: ['**/*.cts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // An example has packages of its own; it is type-checked where they are installed, by scripts/examples.mjs.
  {
    files: ['examples/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    // A Nest module is a class whose whole content is its decorator.
    rules: { ...RXJS_OFF, '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }] },
  },
);
