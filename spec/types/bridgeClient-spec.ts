import { expect } from 'chai';
import path from 'node:path';
import ts from 'typescript';

const HOST = path.resolve('spec/types/host.ts');

/** Compiles a program that stands beside this file, and gives what the compiler has to say. */
function complaintsAbout(program: string, lib: readonly string[], types: readonly string[]): readonly string[] {
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: lib.map((name) => `lib.${name}.d.ts`),
    types: [...types],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === HOST || fileExists.call(host, file);
  host.getSourceFile = (file, ...rest) =>
    file === HOST
      ? ts.createSourceFile(file, program, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, file, ...rest);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([HOST], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const PAGE = `
import { connectBridge, eventStreamClient, webSocketClient } from '../../lib/bridge/client/index.js';
const sockets = [webSocketClient(WebSocket), webSocketClient(window.WebSocket), eventStreamClient('/live', fetch)];
const bridge = connectBridge('wss://app.example/live', { sockets, ticket: () => fetch('/ticket').then((r) => r.text()) });
bridge.state<Record<string, { n: number }>>('syncs').subscribe((state) => { const n: number | undefined = state['a']?.n; void n; });
bridge.topic<{ n: number }>('syncs').subscribe((message) => { if (message.kind === 'event') message.value.n.toFixed(); });
`;

const NODE = `
import { WebSocket } from 'ws';
import DefaultWebSocket from 'ws';
import { fetch as undiciFetch } from 'undici';
import { eventStreamClient, webSocketClient } from '../../lib/bridge/client/index.js';
webSocketClient(WebSocket);
webSocketClient(DefaultWebSocket);
eventStreamClient('https://app.example/live', fetch);
eventStreamClient('https://app.example/live', undiciFetch);
`;

describe('types of the bridge client', () => {
  it('take the WebSocket and the fetch of a page without a cast', () => {
    expect(complaintsAbout(PAGE, ['es2022', 'dom'], [])).to.deep.equal([]);
  }).timeout(60_000);

  it('take `ws`, and the fetch of Node and of undici, without a cast', () => {
    expect(complaintsAbout(NODE, ['es2022'], ['node'])).to.deep.equal([]);
  }).timeout(60_000);

  it('do not take just anything', () => {
    const wrong = `import { webSocketClient } from '../../lib/bridge/client/index.js';\nwebSocketClient(Date);`;
    expect(complaintsAbout(wrong, ['es2022', 'dom'], [])).to.have.length(1);
  }).timeout(60_000);
});
