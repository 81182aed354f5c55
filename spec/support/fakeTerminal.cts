// Loaded before a program (node --require): lets its pipes pass for a terminal.
for (const stream of [process.stdout, process.stderr]) {
  Object.assign(stream, { isTTY: true, columns: 100, rows: 40 });
}
