/** The part of the test kit that needs Node: the entry `millrace/testing/node`. */
export { httpPortSuite, type HttpPortSuiteOptions } from './httpPortSuite.js';
export type { Via } from './suiteServer.js';
export type { CreateHttpPort, HttpPortFactoryOptions } from './HttpPortCase.js';
export { startFaultProxy, type FaultPlan, type FaultProxy, type FaultProxyOptions, type Faults } from './faultProxy.js';
