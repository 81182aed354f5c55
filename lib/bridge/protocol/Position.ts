/** Where a reader of a topic is: the resume token. */
export interface Position {
  /** The life of the topic's numbers; another one means that offsets cannot be compared. */
  readonly epoch: string;
  /** The last event that was taken; `0` before the first. */
  readonly offset: number;
}
