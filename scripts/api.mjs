// One report of the public API for each entry in docs/api/. `npm run api` writes them; `npm run check` compares.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import ts from 'typescript';
import { ROOT, entries, flag } from './project.mjs';

const REPORTS = path.join(ROOT, 'docs', 'api');
const TEMP = path.join(ROOT, 'temp', 'api');
const write = flag('fix');

/** Names that one entry exports, from its declarations. */
function exportedNames(types) {
  const program = ts.createProgram([path.join(ROOT, types)], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(path.join(ROOT, types)));
  return checker.getExportsOfModule(symbol).map(({ name }) => name);
}

function configFor({ name, types }) {
  const level = (logLevel) => ({ default: { logLevel, addToApiReportFile: false } });
  return ExtractorConfig.prepare({
    packageJsonFullPath: path.join(ROOT, 'package.json'),
    configObjectFullPath: path.join(ROOT, 'api-extractor.json'),
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: path.join(ROOT, types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            lib: ['es2022'],
            module: 'nodenext',
            moduleResolution: 'nodenext',
            types: ['node'],
            skipLibCheck: true,
          },
          files: [path.join(ROOT, types)],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: REPORTS,
        reportTempFolder: TEMP,
        reportFileName: `${name}.api.md`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: level(ExtractorLogLevel.Error),
        extractorMessageReporting: {
          ...level(ExtractorLogLevel.Error),
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: false },
        },
        // Our docblocks have rules of their own: scripts/docblocks.mjs.
        tsdocMessageReporting: level(ExtractorLogLevel.None),
      },
    },
  });
}

/** Compares or writes the report of one entry; gives what is wrong with it and the types it leaves without a name. */
function report(entry) {
  const wrong = [];
  const forgotten = [];
  const { apiReportChanged } = Extractor.invoke(configFor(entry), {
    localBuild: write,
    messageCallback: (message) => {
      message.handled = true;
      const nameless = message.messageId === 'ae-forgotten-export' && /"([^"]+)"/.exec(message.text)?.[1];
      if (nameless) forgotten.push(nameless);
      else if (message.logLevel === ExtractorLogLevel.Error) wrong.push(message.text);
    },
  });
  if (apiReportChanged && !write) wrong.push('differs from its report; if that is meant: npm run api');
  return { wrong, forgotten };
}

mkdirSync(REPORTS, { recursive: true });
mkdirSync(TEMP, { recursive: true });
const all = entries();
const built = all.filter(({ types }) => existsSync(path.join(ROOT, types)));
const publicNames = new Set(built.flatMap(({ types }) => exportedNames(types)));
const lines = all.filter((entry) => !built.includes(entry)).map(({ specifier, types }) => `${specifier}: no ${types}`);

for (const entry of built) {
  const { wrong, forgotten } = report(entry);
  lines.push(...wrong.map((line) => `${entry.specifier}: ${line}`));
  const nameless = forgotten.filter((name) => !publicNames.has(name));
  lines.push(...nameless.map((name) => `${entry.specifier}: uses ${name}, which no entry exports`));
}
const reports = all.map(({ name }) => `${name}.api.md`);
for (const stale of readdirSync(REPORTS).filter((file) => !reports.includes(file))) {
  if (write) rmSync(path.join(REPORTS, stale));
  else lines.push(`docs/api/${stale}: the report of an entry that is gone; npm run api`);
}

for (const line of lines) console.error(line);
console.log(`${all.length} entries, ${lines.length} findings`);
process.exitCode = lines.length > 0 ? 1 : 0;
