// The usual report of mocha, which also writes down what failed, also in a hook, and how long each file took, for
// tools/test.mjs, which runs the one again and names the other.
const { appendFileSync } = require('node:fs');
const { relative } = require('node:path');
const { Spec } = require('mocha').reporters;

module.exports = class Noting extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const { FAILURES_TO, TIMES_TO } = process.env;
    const write = (to, what) => to && appendFileSync(to, `${JSON.stringify(what)}\n`);
    runner.on('fail', (test) => write(FAILURES_TO, { file: test.file, title: test.fullTitle() }));
    // Hooks count too, so it is the time between the first and the last of a file and not the sum of its tests.
    const began = new Map();
    runner.on('suite', (suite) => suite.file && !began.has(suite) && began.set(suite, Date.now()));
    runner.on('suite end', (suite) => {
      if (!suite.file || !suite.parent?.root) return;
      write(TIMES_TO, { file: relative(process.cwd(), suite.file), ms: Date.now() - began.get(suite) });
    });
  }
};
