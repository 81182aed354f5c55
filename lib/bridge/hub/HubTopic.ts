import type { Observable, Subscription } from 'rxjs';
import type { Position } from '../protocol/Position.js';

/** State and position of a topic, read together. */
export interface TopicReading extends Position {
  /** As the wire says it: the last value, or the last value of each key. */
  readonly data: unknown;
}

/** A named stream, as those who publish see it; it stands for the name, whatever the hub had to drop meanwhile. */
export interface HubTopic<T> {
  readonly name: string;
  /**
   * Subscribes to a source and publishes each of its values. When it errors, or gives a value that `next` throws at,
   * readers are told that the topic no longer follows its source, until the next event; the error goes to `onError`, and
   * without it is thrown as an unhandled one.
   */
  publish(source: Observable<T>, onError?: (error: unknown) => void): Subscription;
  /** Publishes one value. Throws what `key` or `encode` throw, and what JSON cannot say. */
  next(value: T): void;
  /** Takes a key out of the state; nothing happens when it is not there. */
  remove(key: string): void;
  /** Reads state and position in one step, so that events after it can be told from those in it. */
  read(): TopicReading;
}
