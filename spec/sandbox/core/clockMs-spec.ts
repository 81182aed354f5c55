import { expect } from 'chai';
import { clockMs } from '../../../lib/sandbox/core/clockMs.js';

describe('clockMs', () => {
  it("shifts its caller's clock", () => {
    expect(clockMs({ clock: { shiftMs: 1_000, heldAt: undefined } }, 5)).to.equal(1_005);
  });

  it('stands still while it is held', () => {
    expect(clockMs({ clock: { shiftMs: 1_000, heldAt: 42 } }, 5)).to.equal(42);
  });
});
