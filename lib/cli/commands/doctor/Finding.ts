import type { WhoMustAct } from '../../../index.js';

/** What one check of the doctor found. */
export interface Finding {
  readonly kind: 'check';
  readonly check: 'settings' | 'token' | 'reachability' | 'clock' | 'statuses' | 'queue' | 'event types';
  readonly result: 'ok' | 'warn' | 'fail';
  readonly whoMustAct: WhoMustAct;
  readonly detail: string;
  /** What the program ends with on account of it; not shown. */
  readonly exitCode: number;
}

/**
 * Makes a finding that stops nobody.
 *
 * @param check which check
 * @param detail one sentence
 * @example
 * fine('token', 'lives for 3600 s');
 */
export function fine(check: Finding['check'], detail: string): Finding {
  return { kind: 'check', check, result: 'ok', whoMustAct: 'nobody', detail, exitCode: 0 };
}

/**
 * Makes a finding that somebody should look at.
 *
 * @param check which check
 * @param whoMustAct who
 * @param detail one sentence
 * @example
 * doubtful('clock', 'integrator', 'this machine is 40 s behind');
 */
export function doubtful(check: Finding['check'], whoMustAct: WhoMustAct, detail: string): Finding {
  return { kind: 'check', check, result: 'warn', whoMustAct, detail, exitCode: 0 };
}
