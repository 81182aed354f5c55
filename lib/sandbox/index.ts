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
export type { SandboxConfig } from './core/SandboxConfig.js';
export type { LogEntry, OxlinState, StruckFault } from './core/OxlinState.js';
export type { SandboxAnswer } from './core/SandboxAnswer.js';
export type { SandboxRequest } from './core/SandboxRequest.js';
export type { FaultProbabilities } from './core/faults/FaultProbabilities.js';
export type { InjectedFault } from './core/faults/InjectedFault.js';

// The notification service without sockets
export { initialYodlee } from './core/yodlee/initialYodlee.js';
export { answerYodlee, isForYodlee, type YodleeAnswered } from './core/yodlee/answerYodlee.js';
export { advanceYodlee, nextYodleeAt, settleEffect, type Settled } from './core/yodlee/settleEffect.js';
export type { EffectResult, OutboundEffect } from './core/yodlee/OutboundEffect.js';
export { inspectYodlee, type YodleeInspected } from './core/yodlee/inspectYodlee.js';
export { yodleeLog } from './core/yodlee/yodleeLog.js';
export { type YodleeTruth, yodleeTruth } from './core/yodlee/truth/yodleeTruth.js';
export { type TrueBook, trueBook, type TrueRow } from './core/yodlee/truth/trueBook.js';
export type { NoticeState } from './core/yodlee/notices/Notice.js';
export { type NotifiedWindow, notifiedWindows, type TrueNotice, trueNotices } from './core/yodlee/truth/trueNotices.js';
export { YODLEE_CREDENTIALS, type YodleeCredentials } from './core/yodlee/YODLEE_CREDENTIALS.js';
export type { YodleeConfig } from './core/yodlee/YodleeConfig.js';
export type { YodleeState } from './core/yodlee/YodleeState.js';

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
export type { SwitchDefinition } from './core/switches/SwitchDefinition.js';
export { type SwitchName, SWITCHES } from './core/switches/SWITCHES.js';
export { YODLEE_SCENARIOS, type YodleeScenarioName } from './core/yodlee/script/YODLEE_SCENARIOS.js';
export type { ActionScenarioName } from './core/yodlee/script/ACTION_SCENARIOS.js';
export type { SenderScript, YodleeScenario, YodleeStep } from './core/yodlee/script/YodleeScenario.js';
export type { YodleeAction } from './core/yodlee/bank/YodleeAction.js';
export { YODLEE_SWITCHES, type YodleeSwitchName } from './core/yodlee/switches/YODLEE_SWITCHES.js';
