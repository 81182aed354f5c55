// Start one
export { startSandbox } from './startSandbox.js';
export { ready, type ReadyMessage } from './ready.js';
export type { RunningSandbox } from './RunningSandbox.js';
export type { SandboxOptions } from './SandboxOptions.js';
export { SandboxOptionError } from './core/SandboxOptionError.js';

// The simulator without sockets
export { initialState } from './core/initialState.js';
export { type Answered, answerRequest } from './core/answerRequest.js';
export { applyEffects } from './core/timeline/applyEffects.js';
export { clockMs } from './core/clockMs.js';
export { requestLog } from './core/requestLog.js';
export { type SandboxTruth, sandboxTruth, type TrueConnection, type TrueSync } from './core/sandboxTruth.js';
export { SANDBOX_CREDENTIALS } from './core/SANDBOX_CREDENTIALS.js';
export type { OxlinConfig, SandboxCredentials } from './core/OxlinConfig.js';
export type { LogEntry, OxlinState, StruckFault } from './core/OxlinState.js';
export type { SandboxAnswer } from './core/SandboxAnswer.js';
export type { SandboxRequest } from './core/SandboxRequest.js';
export type { FaultProbabilities } from './core/faults/FaultProbabilities.js';
export type { InjectedFault } from './core/faults/InjectedFault.js';

// What it plays
export { type ScenarioName, SCENARIOS } from './core/script/SCENARIOS.js';
export { parseScenarioScript } from './core/script/parseScenarioScript.js';
export type {
  ChannelMode,
  ChannelScript,
  ConnectionScript,
  ExpectedResult,
  ScenarioScript,
  ServerScript,
  SyncAction,
  SyncStep,
} from './core/script/ScenarioScript.js';
export { type SwitchDefinition, type SwitchName, SWITCHES } from './core/switches/SWITCHES.js';
