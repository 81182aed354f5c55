import { expect } from 'chai';
import { inspect } from 'node:util';
import type { AggregationError } from '../../lib/errors/AggregationError.js';
import { isAggregationError } from '../../lib/errors/isAggregationError.js';
import { isRetryable } from '../../lib/errors/isRetryable.js';
import type { WhoMustAct } from '../../lib/model/WhoMustAct.js';

/** What one error class promises. */
export interface ErrorPromise {
  readonly name: AggregationError['name'];
  /** Makes one; hands its options on. */
  readonly make: (options?: ErrorOptions) => AggregationError;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly whoMustAct: WhoMustAct;
  readonly isRetryable: boolean;
}

const SECRET = 'Bearer s3cret';

/** Holds an error class to what every one of them promises. */
export function errorContract(promise: ErrorPromise): void {
  const { name, make, message, fields, whoMustAct } = promise;

  describe(name, () => {
    it('is an Error with its own name, told apart without instanceof', () => {
      const error = make();
      expect(error).to.be.instanceOf(Error);
      expect(Object.hasOwn(error, 'name')).to.equal(true);
      expect(error.name).to.equal(name);
      expect(isAggregationError(error)).to.equal(true);
      expect(error.stack).to.contain('errorContract');
    });

    it('says which thing and what happened', () => {
      expect(make().message).to.equal(message);
      expect(make()).to.deep.include(fields);
    });

    it(`says that ${whoMustAct} must act, and ${promise.isRetryable ? 'that' : 'not that'} it may pass`, () => {
      expect(make().whoMustAct).to.equal(whoMustAct);
      expect(isRetryable(make())).to.equal(promise.isRetryable);
    });

    it('passes its cause on and shows nothing of it', () => {
      const cause = new Error(SECRET);
      const error = make({ cause });
      expect(error.cause).to.equal(cause);
      expect(error.message).to.equal(message);
      expect(JSON.stringify(error)).to.not.contain(SECRET);
      expect(inspect(Object.entries(error).filter(([key]) => key !== 'cause'))).to.not.contain(SECRET);
      expect(make()).to.not.have.property('cause');
    });
  });
}
