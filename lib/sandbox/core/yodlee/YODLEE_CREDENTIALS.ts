/** Credentials of the sandbox's one customer of the notification service. */
export interface YodleeCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Login name whose tokens are admin tokens. */
  readonly adminLogin: string;
}

/** The credentials a sandbox accepts unless it is given others; made up, of no use anywhere else. */
export const YODLEE_CREDENTIALS: YodleeCredentials = {
  clientId: 'sandbox-customer',
  clientSecret: 'sandbox-customer-secret',
  adminLogin: 'sandbox-admin',
};
