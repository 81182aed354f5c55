import type { SandboxCredentials } from './OxlinConfig.js';

/** The credentials a sandbox accepts unless it is given others; made up, of no use anywhere else. */
export const SANDBOX_CREDENTIALS: SandboxCredentials = {
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-client-secret',
  username: 'camille@sandbox.invalid',
  password: 'sandbox-password',
};
