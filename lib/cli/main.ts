#!/usr/bin/env node
import { EXIT } from './EXIT.js';
import { exitCodeOfStdout } from './exitCodeOfStdout.js';
import { processHost } from './processHost.js';
import { quietSqlite } from './quietSqlite.js';
import { runCli } from './runCli.js';

quietSqlite(process);
const host = processHost(process);
// Outlives the work: a broken pipe may show only when the last line is refused.
const late = host.stdoutEnded.subscribe({
  next: (end) => {
    process.exitCode = exitCodeOfStdout(end);
  },
  error: () => {
    process.exitCode = exitCodeOfStdout('broken');
  },
});
const exitCode = await runCli(process.argv.slice(2), host);
// That its output was cut off is more than that nobody reads it.
if (!late.closed || exitCode === EXIT.output) process.exitCode = exitCode;
