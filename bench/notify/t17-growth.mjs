// T17 for notifications: every curve at three sizes; the slope is the exponent, 1 is linear.
import { figure } from '../harness/figures.mjs';
import * as fanOut from './t9-fanout.mjs';
import * as inbox from './t11-inbox.mjs';
import * as intake from './t12-intake.mjs';
import * as splitter from './t15-splitter.mjs';

/** Linear, and what caches of a machine add to it. */
const LINEAR = 1.15;

export async function run() {
  const figures = [];
  for (const table of [splitter, inbox, intake, fanOut]) {
    for (const { curve, sizes, costs, slope, target = LINEAR } of await table.growth()) {
      const detail = sizes.map((size, at) => `${size}: ${costs[at].toFixed(1)} ms`).join(', ');
      figures.push(figure(`T17 slope: ${curve}`, { subject: 'millrace', base: 'size', ratio: slope, target, detail }));
    }
  }
  return figures;
}
