// The intake over a store, in a process of its own: says its port, and ends with its input.
// Usage: node server.mjs FILE [SYNCHRONOUS]
import { createServer } from 'node:http';
import { firstValueFrom } from 'rxjs';
import { listenerOver, openStore, sqliteDriver } from './stand.mjs';

const [, , file, synchronous] = process.argv;
const store = await openStore(file, { driver: await sqliteDriver({ synchronous }) });
const { listener, serverOptions } = await listenerOver(store);
const server = createServer(serverOptions, (request, response) => void listener(request, response));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on('end', () => {
  server.closeAllConnections();
  server.close(() => void firstValueFrom(store.close()).then(() => process.exit(0)));
});
