export { deliver } from './deliver.js';
export { trajectory } from './trajectory.js';
