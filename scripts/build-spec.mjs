// npm run build:spec: lib/ and spec/ -> .build/, incrementally; what has lost its source is removed, so it cannot run.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, filesUnder, runNode, tool } from './project.mjs';

for (const compiled of filesUnder('.build').filter((file) => /\.js(\.map)?$/.test(file))) {
  const source = compiled.replace(/^\.build\//, '').replace(/\.js(\.map)?$/, '.ts');
  if (!existsSync(path.join(ROOT, source))) rmSync(path.join(ROOT, compiled));
}
const { code } = await runNode([tool('typescript', 'tsc'), '-p', 'tsconfig.spec.json'], { echo: true });
process.exitCode = code;
