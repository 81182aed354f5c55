// The intake over a store, in a process of its own: says its port, and ends with its input.
// Usage: node server.mjs FILE [SYNCHRONOUS]
import { intakeOver, openStore, sqliteDriver } from './stand.mjs';

const [, , file, synchronous] = process.argv;
const store = await openStore(file, { driver: await sqliteDriver({ synchronous }) });
const { port, close } = await intakeOver(store);
console.log(JSON.stringify({ port }));
process.stdin.resume().on('end', () => void close().then(() => process.exit(0)));
