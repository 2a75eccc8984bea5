/** Which domain these programs run the trajectories of: all other files of this folder but the demo get it here. */
export { lvv as domain } from '../lvv/index.js';
