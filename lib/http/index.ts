/** HTTP with axios: the entry `millrace/axios`. */
export { axiosHttpPort, type AxiosHttpPortOptions } from './axiosHttpPort.js';
