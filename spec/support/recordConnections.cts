// Loaded before a program (node --require): notes every socket it opens, so that a spec can see where it went.
import fs = require('node:fs');
import net = require('node:net');

type Connect = (this: net.Socket, ...given: unknown[]) => net.Socket;

const file = process.env['RECORD_CONNECTIONS_IN'];
const connect = net.Socket.prototype.connect as Connect;

function addressOf(given: unknown): string {
  // Node hands its own normalised list on: [options, callback].
  const options: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof options !== 'object' || options === null || !('port' in options)) return String(options);
  const host = 'host' in options ? String(options.host) : 'localhost';
  return `${host}:${String(options.port)}`;
}

const recorded: Connect = function (this: net.Socket, ...given) {
  if (file !== undefined) fs.appendFileSync(file, `${addressOf(given[0])}\n`);
  return connect.apply(this, given);
};
Reflect.set(net.Socket.prototype, 'connect', recorded);
