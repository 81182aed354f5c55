import { expect } from 'chai';
import { assertSameContent } from '../../lib/testing/assertSameContent.js';

describe('assertSameContent', () => {
  it('is silent about equals', () => {
    expect(() => {
      assertSameContent({ a: [new Date(0)] }, { a: [new Date(0)] });
    }).not.to.throw();
  });

  it('shows both time lines and the differences', () => {
    const line = (frame: number, kind: string, value?: unknown): object => ({
      frame,
      notification: { kind, value, error: value },
    });
    const test = (): void => {
      assertSameContent([line(2, 'N', 'a'), line(3, 'C')], [line(2, 'N', 'b'), line(4, 'E', 'no')]);
    };
    expect(test).to.throw(
      /expected\s+2 ms {2}next "b"\s+4 ms {2}error "no"\s+actual\s+2 ms {2}next "a"\s+3 ms {2}complete\s+differences\s+\[0\].notification.value: expected "b", got "a"/,
    );
  });

  it('shows other values as they are, and long lists in part', () => {
    expect(() => {
      assertSameContent(1, 2);
    }).to.throw(/expected\s+2\s+actual\s+1/);
    expect(() => {
      assertSameContent(
        [],
        Array.from({ length: 30 }, (_, n) => n),
      );
    }).to.throw(/… and 18 more/);
    expect(() => {
      assertSameContent([], [1]);
    }).to.throw(/\(nothing\)/);
  });
});
