// The API
export { createOxlin, type OxlinApi } from './createOxlin.js';
export type { Breaker, ExtraHeaders, OxlinOptions, RateLimit, ReadRetry, TypePlacement } from './options.js';
export type { OxlinUser } from './OxlinUser.js';
export type { NewUser } from './createUser.js';

// Tokens: who may ask
export { clientCredentials, type ClientCredentialsOptions } from '../../http/tokens/clientCredentials.js';
export type { GrantFields, TokenEndpoint } from '../../http/tokens/askTokenEndpoint.js';
export { passwordGrant, type PasswordCredentials, type PasswordGrantOptions } from '../../http/tokens/passwordGrant.js';
export type { RenewalOptions } from '../../http/tokens/renewalOptions.js';
export type { RenewingTokenSource } from '../../http/tokens/renewingTokenSource.js';
export { staticToken } from '../../http/tokens/staticToken.js';
export { tokenPerUser } from '../../http/tokens/tokenPerUser.js';

// What is read
export type { AccountFilter } from './AccountFilter.js';
export type { TransactionFilter } from './TransactionFilter.js';
export type { Profile } from './Profile.js';
export type { Provider, ProviderChannel } from './Provider.js';
export { newTransactions } from './newTransactions.js';

// Webhooks, and words
export { decodeWebhook, type WebhookHint } from './decodeWebhook.js';
export { isKnownWord } from './isKnownWord.js';
