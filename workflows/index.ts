export { deliver } from './deliver.js';
export { erase } from './erase.js';
export { trajectory } from './trajectory.js';
