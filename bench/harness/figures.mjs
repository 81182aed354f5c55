import { median, spread } from './statistics.mjs';

/** Compares two candidates of one interleaved run, round by round, so that what slows both falls out. */
export function ratioFigure(name, times, subject, base, target) {
  const of = (clock) => times.get(subject)[clock].map((value, round) => value / times.get(base)[clock][round]);
  const ratios = of('cpu');
  return {
    ...figure(name, { subject, base, ratio: median(ratios), target }),
    spread: rounded(spread(ratios)),
    detail: `wall ${median(of('wall')).toFixed(2)} ×; ${shown(times, subject)} against ${shown(times, base)}`,
  };
}

/** A figure that is held against an upper bound; without one it is printed and judged by nobody. */
export function figure(name, { subject, base, ratio, target, spread: spreadOf = 0, detail = '' }) {
  const value = rounded(ratio);
  const bound = target ?? null;
  return {
    name,
    subject,
    base,
    ratio: value,
    spread: rounded(spreadOf),
    target: bound,
    holds: holds(value, bound),
    detail,
  };
}

const holds = (value, target) => target === null || value <= target;

const shown = (times, name) => `${(median(times.get(name).cpu) * 1000).toFixed(1)} µs`;

const rounded = (value) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
