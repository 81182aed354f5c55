/** Who reads a topic, each at a place and a pace of its own. */
export interface TopicReader {
  /** There is more to take, or the topic's source broke off. */
  advance(): void;
  /** The topic was erased: what was read of it is void. */
  reset(): void;
  /** The topic has only now learnt what it is; nothing of it was read. */
  resubscribe(): void;
}
