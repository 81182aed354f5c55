// The API
export { createOxlin, type OxlinApi } from './createOxlin.js';
export type { Breaker, ExtraHeaders, OxlinOptions, RateLimit, ReadRetry, TypePlacement } from './options.js';
export type { OxlinUser } from './OxlinUser.js';
export type { NewUser } from './createUser.js';

// What is read
export type { AccountFilter } from './AccountFilter.js';
export type { TransactionFilter } from './TransactionFilter.js';
export type { Profile } from './Profile.js';
export type { Provider, ProviderChannel } from './Provider.js';
export { newTransactions } from './newTransactions.js';

// Webhooks, and words
export { decodeWebhook, type WebhookHint } from './decodeWebhook.js';
export { isKnownWord } from './isKnownWord.js';
