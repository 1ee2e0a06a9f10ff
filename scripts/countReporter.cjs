/** Ends a run with the plain line `N passed, N failed`, which continuous integration reads. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const broken = results.testResults.filter((file) => file.testExecError !== undefined && file.numFailingTests === 0);
    const failed = results.numFailedTests + broken.length;
    const skipped = results.numPendingTests + results.numTodoTests;
    const note = skipped > 0 ? `${skipped} skipped\n` : '';
    // Standard error is where jest's own summary goes; the line must come after it and on standard output.
    setImmediate(() => process.stdout.write(`\n${note}${results.numPassedTests} passed, ${failed} failed\n`));
  }
};
