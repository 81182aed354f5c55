import { expect } from 'chai';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';

/** What a marble test is given: the helpers of one virtual time, and its clock. */
export interface Marbles extends RunHelpers {
  readonly scheduler: TestScheduler;
}

/** Wraps a test body in virtual time; frames are compared by content. */
export function marbles(body: (marbles: Marbles) => void): () => void {
  return () => {
    const scheduler = new TestScheduler((actual, expected) => {
      expect(actual).to.deep.equal(expected);
    });
    scheduler.run((helpers) => {
      body({ ...helpers, scheduler });
    });
  };
}
