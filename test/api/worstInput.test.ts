import { describeWorstInput } from './worstInput.js';

// The same inputs each time, some for each operation; test/long looks further.
describeWorstInput({ seed: 1, runs: 3 });
