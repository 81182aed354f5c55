// Imports the peers, and the core too if it is told so, and tells how long that took.
const cpuBefore = process.cpuUsage();
const before = performance.now();
await Promise.all([import('rxjs'), import('io-ts')]);
if (process.argv[2] === 'all') await import('../../dist/esm/index.js');
const wallMs = performance.now() - before;
const { user, system } = process.cpuUsage(cpuBefore);
process.send({ wallMs, cpuMs: (user + system) / 1000 });
process.disconnect();
