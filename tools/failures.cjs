// The usual report of mocha, which also writes down in which file what failed (also in a hook), for who runs it again.
const { appendFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

module.exports = class Failures extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const { FAILURES_TO } = process.env;
    runner.on('fail', (test) => {
      if (FAILURES_TO) appendFileSync(FAILURES_TO, `${JSON.stringify({ file: test.file, title: test.fullTitle() })}\n`);
    });
  }
};
