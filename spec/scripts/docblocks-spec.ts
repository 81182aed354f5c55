import { expect } from 'chai';
import { runScript } from '../support/runScript.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

const DOCUMENTED =
  '/**\n * Gives one.\n *\n * @example\n * one(); // 1\n */\nexport function one(): number {\n  return 1;\n}\n';

const docblocks = (files: Readonly<Record<string, string>>) =>
  withTemporaryTree(files, (root) => runScript('docblocks', '--root', root));

describe('docblocks', () => {
  it('is content when every export is documented', () => {
    const { code, output } = docblocks({ 'lib/one.ts': DOCUMENTED });
    expect(output).to.match(/exports documented +100\.0 % of 1/);
    expect(code).to.equal(0);
  });

  it('names every undocumented function, constant, class, interface and type', () => {
    const { code, output } = docblocks({
      'lib/function.ts': 'export function f(): void {}\n',
      'lib/constant.ts': 'export const c = 1;\n',
      'lib/class.ts': 'export class C {}\n',
      'lib/interface.ts': 'export interface I { readonly a: 1 }\n',
      'lib/type.ts': 'export type T = 1;\n',
    });
    expect(output).to.include('lib/function.ts: f has no docblock');
    expect(output).to.include('lib/constant.ts: c has no docblock');
    expect(output).to.include('lib/class.ts: C has no docblock');
    expect(output).to.include('lib/interface.ts: I has no docblock');
    expect(output).to.include('lib/type.ts: T has no docblock');
    expect(code).to.equal(1);
  });

  it('takes a codec and the type of the same name for one export', () => {
    const { code } = docblocks({
      'lib/Pair.ts': '/** Two. */\nexport const Pair = 2;\nexport type Pair = typeof Pair;\n',
    });
    expect(code).to.equal(0);
  });

  it('does not take a line comment or a private neighbour for documentation', () => {
    const { code } = docblocks({ 'lib/one.ts': '/** Private. */\nconst two = 2;\n// One.\nexport const one = two;\n' });
    expect(code).to.equal(1);
  });

  it('wants examples on seven functions of ten', () => {
    const { code, output } = docblocks({ 'lib/one.ts': '/** Gives one. */\nexport const one = (): number => 1;\n' });
    expect(output).to.match(/functions with @example 0\.0 % of 1/);
    expect(code).to.equal(1);
  });

  it('counts any', () => {
    const { code } = docblocks({ 'lib/one.ts': '/** Anything. */\nexport type One = any;\n' });
    expect(code).to.equal(1);
  });

  it('refuses a file of more than 300 lines', () => {
    const { code, output } = docblocks({ 'lib/long.ts': `${DOCUMENTED}${'//\n'.repeat(300)}` });
    expect(output).to.include('lib/long.ts is longer than 300 lines');
    expect(code).to.equal(1);
  });

  it('refuses a function of more than 40 lines, blanks and comments included', () => {
    const longOf = (lines: number): string =>
      DOCUMENTED.replace('  return 1;', `${'  //\n\n'.repeat(lines / 2)}  return 1;`);
    expect(docblocks({ 'lib/long.ts': longOf(36) }).code).to.equal(0);
    const { code, output } = docblocks({ 'lib/long.ts': longOf(38) });
    expect(output).to.include('the function in lib/long.ts:7 is longer than 40 lines');
    expect(code).to.equal(1);
  });
});
