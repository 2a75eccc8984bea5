import { describeWorstInput } from '../api/worstInput.js';

describeWorstInput({ seed: Number(process.env['WORST_SEED'] ?? Date.now() % 1_000_000), runs: 60 });
