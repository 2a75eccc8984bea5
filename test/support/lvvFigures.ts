import { lvv } from '../../src/lvv/index.js';
import { allFiguresOf, allGroupsOf, heldBy } from '../../src/trajectory/figures/definition.js';

/** What is counted of the trajectories of the LVV. */
export const catalogue = lvv.figures;
export const allFigures = allFiguresOf(catalogue);
export const allGroups = allGroupsOf(catalogue);
export const builtInClassMaps = catalogue.classMaps;
/** What holds from a day on until something else does: who was where, who was sheltered, what was agreed. */
export const datedFigures = heldBy(catalogue);
