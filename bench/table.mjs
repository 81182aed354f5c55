// One table, in the process that bench/run.mjs has forked for it; tells its figures one by one.
import { TABLES } from './tables.mjs';

const [, , id] = process.argv;
const { load } = TABLES.find((table) => table.id === id);
const { run } = await load();
for (const figure of await run()) tell(figure);
process.disconnect?.();

function tell(figure) {
  if (process.send === undefined) console.log(JSON.stringify(figure));
  else process.send(figure);
}
