import type { HubTopic } from './HubTopic.js';
import type { TopicOptions } from './TopicOptions.js';

/** Keeps topics; a server reads them. */
export interface Hub {
  /** Gives a topic; the first call says what it is. */
  topic<T>(name: string, options?: TopicOptions<T>): HubTopic<T>;
  /** Forgets everything of one user; readers are told that what they have is void. */
  erase(tenant: string, userId: string): void;
}
