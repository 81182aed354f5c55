import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { codeBlocksOf, pageOf } from '../support/markdown.js';

const PAGES = readdirSync('docs')
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`);
/** Pages of which every block marked `ts` is a module of its own; those marked `ts before` make one module together. */
const CHECKED = [
  ...['getting-started', 'pipelines', 'outcomes', 'migrate', 'errors'],
  ...['notifications', 'erase', 'operations'],
].map((name) => `docs/${name}.md`);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    millrace: ['./lib/index.ts'],
    'millrace/yodlee': ['./lib/aggregators/yodlee/index.ts'],
    'millrace/node': ['./lib/node/index.ts'],
    'millrace/store/sqlite': ['./lib/node/store/sqlite/index.ts'],
    'millrace/oxlin': ['./lib/aggregators/oxlin/index.ts'],
    'millrace/axios': ['./lib/http/index.ts'],
    'millrace/sandbox': ['./lib/sandbox/index.ts'],
    'millrace/testing': ['./lib/testing/index.ts'],
  },
};

/** Modules by a made-up path under spec/docs, so that packages resolve as they do for a spec. */
function modulesOf(pages: readonly string[]): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  for (const page of pages) {
    const blocks = codeBlocksOf(pageOf(page));
    const name = path.basename(page, '.md');
    for (const { code, line } of blocks.filter(({ info }) => info === 'ts')) {
      modules.set(path.resolve(`spec/docs/${name}-line-${String(line)}.ts`), code);
    }
    const before = blocks.filter(({ info }) => info === 'ts before').map(({ code }) => code);
    if (before.length > 0) modules.set(path.resolve(`spec/docs/${name}-before.ts`), `export {};\n${before.join('\n')}`);
  }
  return modules;
}

/** Calls what the pages only declare, with what a reader has at hand; `from 'page'` is the block of that page that exports it. */
const CALLS = `
import type { YodleeApi } from 'millrace/yodlee';
import { consumeNotifications, memoryInbox } from 'millrace/yodlee';
import type { SqliteStore } from 'millrace/store/sqlite';
import { forget } from 'erase';
import { fill, handler, resync } from 'notifications';

export function calls(api: YodleeApi, store: SqliteStore): void {
  const table = { save: () => Promise.resolve() };
  fill(api, store.inbox, table).subscribe();
  fill(api, memoryInbox(), table).subscribe();
  consumeNotifications(api, store.inbox, handler).subscribe();
  resync(api, store, 'ann').subscribe();
  forget(store.inbox, 'ann').subscribe();
  forget(memoryInbox(), 'ann').subscribe();
}
`;

/** The calls, with each page's name made the path of the block that exports what is called. */
function callsOf(modules: ReadonlyMap<string, string>): string {
  return CALLS.replace(/import \{ (.+) \} from '(\w+)';/g, (_, names: string, page: string) =>
    names
      .split(', ')
      .map((name) => {
        const [file = page] =
          [...modules].find(
            ([at, code]) => path.basename(at).startsWith(`${page}-line-`) && code.includes(`export function ${name}(`),
          ) ?? [];
        return `import { ${name} } from './${path.basename(file, '.ts')}.js';`;
      })
      .join('\n'),
  );
}

function complaintsAbout(modules: ReadonlyMap<string, string>): readonly string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => modules.has(path.resolve(file)) || fileExists(file);
  host.readFile = (file) => modules.get(path.resolve(file)) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = modules.get(path.resolve(file));
    return code === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, code, version);
  };
  const program = ts.createProgram([...modules.keys()], OPTIONS, host);
  return [...modules.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0, file: at }) =>
        `${path.basename(file)}:${String((at?.getLineAndCharacterOfPosition(start).line ?? 0) + 1)}: ` +
        ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  });
}

describe('the code in the documentation', function () {
  this.timeout(120_000);

  const modules = modulesOf(CHECKED);
  const wrong = [path.resolve('spec/docs/wrong.ts'), "import { syncConection } from 'millrace';\n"] as const;
  const calls = [path.resolve('spec/docs/calls.ts'), callsOf(modules)] as const;
  let complaints: readonly string[] = [];

  // One program for all of them: the library is read and checked once.
  before(() => {
    complaints = complaintsAbout(new Map([...modules, calls, wrong]));
  });

  const complaintsOf = (isMeant: (file: string) => boolean) =>
    complaints.filter((complaint) => isMeant(complaint.split(':')[0] ?? ''));

  it('type-checks against the library', () => {
    expect(modules.size).to.be.greaterThan(12);
    expect(complaintsOf((file) => file !== 'wrong.ts' && file !== 'calls.ts')).to.deep.equal([]);
  });

  it('can be called with the stores that there are', () => {
    expect(complaintsOf((file) => file === 'calls.ts')).to.deep.equal([]);
  });

  it('is really looked at: a wrong name is found', () => {
    expect(complaints.join()).to.include('wrong.ts:1: ').and.include("has no exported member named 'syncConection'");
  });

  it('is named by files that exist', () => {
    const named = PAGES.flatMap((page) =>
      [...pageOf(page).matchAll(/`((?:lib|spec|scripts|docs|bench|examples)\/[\w./-]+\.\w+)`/g)].map(
        ([, file = '']) => ({ page, file }),
      ),
    );
    expect(named.length).to.be.greaterThan(20);
    expect(named.filter(({ file }) => !existsSync(file))).to.deep.equal([]);
  });
});
