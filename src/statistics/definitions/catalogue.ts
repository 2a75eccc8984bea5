import { cohortFigures, cohortGroups } from './cohortFigures.js';
import type { Figure, Group, View } from './figure.js';
import { periodFigures, periodGroups } from './periodFigures.js';

/** All figures by view. They share no id, so that a cohort and a period are never mixed (DOMAIN §7c). */
export const catalogue: Readonly<Record<View, { figures: readonly Figure[]; groups: readonly Group[] }>> = {
  period: { figures: periodFigures, groups: periodGroups },
  cohort: { figures: cohortFigures, groups: cohortGroups },
};

const views = ['period', 'cohort'] as const;
export const allFigures: readonly { view: View; figure: Figure }[] = views.flatMap((view) =>
  catalogue[view].figures.map((figure) => ({ view, figure })),
);
export const allGroups: Group[] = views.flatMap((view) => catalogue[view].groups);
