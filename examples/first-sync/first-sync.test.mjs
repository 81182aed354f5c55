import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('first-sync.mjs', import.meta.url));

test('tells how each bank ended, and ends by itself', async () => {
  const { stdout, stderr } = await run(process.execPath, [PROGRAM], { timeout: 30_000 });
  const lines = stdout.trim().split('\n').sort();
  assert.equal(lines.length, 2);
  assert.match(lines[0], /^1001: succeeded, [1-9]\d* new transactions, to act: nobody$/);
  assert.match(lines[1], /^1002: actionRequired, [1-9]\d* new transactions, to act: user$/);
  assert.equal(stderr, '');
});
