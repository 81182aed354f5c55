// Proves the lint rules that this project added or relies on: each snippet breaks exactly the rule beside it.
import { ESLint } from 'eslint';
import path from 'node:path';
import { ROOT } from './project.mjs';

// The snippets are judged as if they stood in these files, which exist, so that the type checker knows them.
const CORE = 'lib/operators/keyedShare.ts';
const ENTRY = 'lib/index.ts';
const RX = "import { type Observable, mergeMap, of, takeUntil, map, Subject, shareReplay } from 'rxjs';\n";
const STREAM = 'declare const source: Observable<number>;\n';

const SNIPPETS = [
  ['no-restricted-syntax', CORE, 'export const now = (): number => Date.now();'],
  ['no-restricted-syntax', CORE, 'export const now = (): Date => new Date();'],
  ['no-restricted-syntax', CORE, 'export const chance = (): number => Math.random();'],
  ['no-restricted-syntax', CORE, 'export enum Colour { Red }'],
  ['no-restricted-syntax', CORE, 'export default 1;'],
  ['no-restricted-syntax', ENTRY, "export * from './model/Outcome.js';"],
  ['no-restricted-syntax', CORE, 'export let count = 0;'],
  ['no-restricted-syntax', CORE, 'export const seen = new Map<string, number>();'],
  ['no-restricted-syntax', CORE, 'export class Kept { static readonly seen = new Map<string, number>(); }'],
  ['no-restricted-syntax', CORE, `${RX}export const news = new Subject<void>();`],
  ['no-restricted-syntax', CORE, `${RX}${STREAM}export const all = source.pipe(mergeMap((n) => of(n)));`],
  ['no-restricted-globals', CORE, 'export const later = (): unknown => setTimeout(() => undefined, 1);'],
  ['no-restricted-globals', CORE, 'export const every = (): unknown => setInterval(() => undefined, 1);'],
  ['no-restricted-globals', CORE, 'export const now = (): number => performance.now();'],
  ['no-restricted-globals', CORE, 'export const id = (): string => crypto.randomUUID();'],
  ['no-restricted-globals', CORE, 'export const home = (): string | undefined => process.env.HOME;'],
  ['no-restricted-globals', CORE, "export const say = (): void => { console.log('x'); };"],
  ['no-restricted-imports', CORE, "export { isLeft } from 'fp-ts/Either';"],
  ['no-restricted-imports', CORE, "export { isLeft } from 'fp-ts/es6/Either.js';"],
  ['no-restricted-imports', CORE, "export { PathReporter } from 'io-ts/lib/PathReporter.js';"],
  ['no-restricted-imports', CORE, "export { map } from 'rxjs/operators';"],
  ['no-restricted-imports', CORE, "export { map } from 'rxjs/internal/operators/map';"],
  ['@typescript-eslint/no-explicit-any', CORE, 'export type Whatever = any;'],
  ['@typescript-eslint/no-non-null-assertion', CORE, 'export const first = (list: string[]): string => list[0]!;'],
  ['@typescript-eslint/consistent-type-assertions', CORE, 'export const id = (n: unknown): string => n as string;'],
  [
    'rxjs-x/no-nested-subscribe',
    CORE,
    `${RX}${STREAM}source.subscribe({ next: () => source.subscribe({ error: String }), error: String });`,
  ],
  [
    'rxjs-x/no-async-subscribe',
    CORE,
    `${RX}${STREAM}source.subscribe({ next: async () => { await 1; }, error: String });`,
  ],
  [
    'rxjs-x/no-unsafe-takeuntil',
    CORE,
    `${RX}${STREAM}export const cut = source.pipe(takeUntil(source), mergeMap((n) => of(n), 1));`,
  ],
  ['rxjs-x/no-ignored-error', CORE, `${RX}${STREAM}source.subscribe((n) => { String(n); });`],
  ['rxjs-x/no-finnish', CORE, `${RX}${STREAM}export const numbers$ = source.pipe(map(String));`],
  ['rxjs-x/no-sharereplay', CORE, `${RX}${STREAM}export const kept = source.pipe(shareReplay(1));`],
  ['max-lines', CORE, '// line\n'.repeat(301)],
  ['max-lines-per-function', CORE, `export function long(): void {\n${"  'x'.trim();\n".repeat(41)}}`],
];

// What the rules above must leave alone.
const FINE = [
  ['no-restricted-syntax', CORE, 'export const fresh = (): Map<string, number> => new Map<string, number>();'],
  [
    'no-restricted-syntax',
    CORE,
    '/** x */ export class Kept { readonly #seen = new Set<string>(); has = (k: string): boolean => this.#seen.has(k); }',
  ],
  ['no-restricted-syntax', CORE, "export const KNOWN: ReadonlySet<string> = new Set(['a']);"],
  ['no-restricted-syntax', CORE, 'export const epoch = new Date(0);'],
  ['no-restricted-syntax', CORE, `${RX}${STREAM}export const all = source.pipe(mergeMap((n) => of(n), 4));`],
  ['no-restricted-imports', CORE, "export { isLeft } from 'fp-ts/lib/Either.js';"],
  ['no-restricted-imports', CORE, "export { TestScheduler } from 'rxjs/testing';"],
  ['@typescript-eslint/consistent-type-assertions', CORE, "export const names = ['a'] as const;"],
];

const eslint = new ESLint({ cwd: ROOT });
const firedOn = async (file, code) => {
  const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
};

const wrong = [];
for (const [rule, file, code] of SNIPPETS) {
  const fired = await firedOn(file, code);
  if (!fired.includes(rule)) wrong.push(`${rule} did not fire on: ${code.slice(0, 120)} (fired: ${fired})`);
}
for (const [rule, file, code] of FINE) {
  if ((await firedOn(file, code)).includes(rule)) wrong.push(`${rule} fired on: ${code.slice(0, 120)}`);
}
for (const line of wrong) console.error(line);
console.log(`${SNIPPETS.length + FINE.length} snippets, ${wrong.length} wrong`);
process.exitCode = wrong.length > 0 ? 1 : 0;
