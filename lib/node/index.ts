// HTTP
export { undiciHttpPort, type UndiciHttpPortOptions } from './undiciHttpPort.js';
