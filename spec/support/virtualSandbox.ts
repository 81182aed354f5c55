import type { SchedulerLike } from 'rxjs';
import * as core from '../../lib/sandbox/index.js';
import { sandboxHttpPort, type SandboxHttpPort } from '../../lib/testing/sandboxHttpPort.js';

/** The published port, and what our specs ask of it again and again. */
export interface VirtualSandbox extends SandboxHttpPort<core.OxlinState> {
  truth(): core.SandboxTruth;
  log(): readonly core.LogEntry[];
  /** Requests that have been sent and neither answered nor aborted. */
  open(): number;
}

export function virtualSandbox(config: core.OxlinConfig, scheduler: SchedulerLike): VirtualSandbox {
  const port = sandboxHttpPort(core, config, scheduler);
  return {
    ...port,
    truth: () => core.sandboxTruth(port.state()),
    log: () => core.requestLog(port.state()),
    open: () => port.requests.filter(({ end }) => end === undefined).length,
  };
}
