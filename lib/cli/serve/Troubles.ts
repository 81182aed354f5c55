import type { Output } from '../Host.js';
import { describeError } from '../output/describeError.js';

/** What keeps parts of a service from working at the moment, by the part's name. */
export class Troubles {
  private readonly current = new Set<string>();

  constructor(private readonly stderr: Pick<Output, 'write'>) {}

  /** Notes that a part failed, and tells the operator. */
  begin(part: string, error: unknown): void {
    this.current.add(part);
    this.stderr.write(`millrace: ${part}: ${describeError(error, 'yodlee')}\n`);
  }

  /** Notes that a part works. */
  end(part: string): void {
    this.current.delete(part);
  }

  list(): readonly string[] {
    return [...this.current];
  }
}
