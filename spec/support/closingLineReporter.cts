// CommonJS, because mocha loads a reporter with `require` and wants the class itself.
import Mocha = require('mocha');

/** The Spec reporter, closed by one plain line that a person and a script can both read. */
class ClosingLineReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      process.stdout.write(
        `${this.stats.passes} passed, ${this.stats.failures} failed, ${this.stats.pending} skipped\n`,
      );
    });
  }
}

export = ClosingLineReporter;
