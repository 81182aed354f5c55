/** The settings of a customer of nobody. */
export const YODLEE_ENV = {
  MILLRACE_YODLEE_BASE_URL: 'http://127.0.0.1:9/ysl',
  MILLRACE_YODLEE_CLIENT_ID: 'client',
  MILLRACE_YODLEE_CLIENT_SECRET: 'client-s3cret',
  MILLRACE_YODLEE_ADMIN_LOGIN: 'admin-login',
  MILLRACE_CALLBACK_SECRET: 'callback-s3cret-of-16',
} as const;
