import type { ComponentType } from 'react';
import { mayAtAll, type Me } from '../api/me.ts';
import { later, type Later } from '../components/later.tsx';
import type { Text } from '../language/language.tsx';

export interface Screen {
  path: string;
  title: Text;
  /** Whether it is in the navigation of this person; the API decides what they see of it. */
  shows?(me: Me): boolean;
  component: Later<object>;
}

/** The first that someone sees is the first that is theirs. */
export const screens: readonly Screen[] = [
  {
    path: '/work',
    title: { nl: 'Mijn werk', en: 'My work' },
    shows: (me) => mayAtAll(me, 'task:list'),
    component: screen(() => import('../screens/work/WorkScreen.tsx')),
  },
  {
    path: '/trajectories',
    title: { nl: 'Trajecten', en: 'Trajectories' },
    shows: (me) => mayAtAll(me, 'trajectory:list'),
    component: screen(() => import('../screens/list/ListScreen.tsx')),
  },
  {
    path: '/trajectories/new',
    title: { nl: 'Aanmelden', en: 'Refer' },
    component: screen(() => import('../screens/forms/ReferScreen.tsx')),
  },
  {
    path: '/trajectories/:id',
    title: { nl: 'Traject', en: 'Trajectory' },
    component: screen(() => import('../screens/trajectory/TrajectoryScreen.tsx')),
  },
  {
    path: '/trajectories/:id/:kind/:name',
    title: { nl: 'Uitvoeren', en: 'Perform' },
    component: screen(() => import('../screens/forms/PerformScreen.tsx')),
  },
  {
    path: '/coordinator',
    title: { nl: 'Coördinatie', en: 'Coordination' },
    shows: (me) => mayAtAll(me, 'figures:read'),
    component: screen(() => import('../screens/coordinator/CoordinatorScreen.tsx')),
  },
  {
    path: '/statistics',
    title: { nl: 'Cijfers', en: 'Statistics' },
    shows: (me) => mayAtAll(me, 'figures:read'),
    component: screen(() => import('../screens/statistics/StatisticsScreen.tsx')),
  },
  {
    path: '/agencies',
    title: { nl: 'Berichten', en: 'Messages' },
    shows: (me) => mayAtAll(me, 'notification:list'),
    component: screen(() => import('../screens/agencies/AgenciesScreen.tsx')),
  },
  {
    path: '/administration',
    title: { nl: 'Beheer', en: 'Administration' },
    shows: () => true,
    component: screen(() => import('../screens/administration/AdministrationScreen.tsx')),
  },
  {
    path: '/steps',
    title: { nl: 'Stappen', en: 'Steps' },
    shows: () => true,
    component: screen(() => import('../screens/steps/StepsScreen.tsx')),
  },
  {
    path: '/signed-in',
    title: { nl: 'U bent weer ingelogd', en: 'You are signed in again' },
    component: screen(() => import('../screens/signedIn/SignedInScreen.tsx')),
  },
  {
    path: '/mailbox',
    title: { nl: 'Postbus', en: 'Mailbox' },
    shows: (me) => me.local,
    component: screen(() => import('../screens/mailbox/MailboxScreen.tsx')),
  },
];

/** Begins to load the screen at an address, which will be shown once it is known who looks. */
export function beginLoading(pathname: string): void {
  screenAt(pathname)?.component.begin();
}

/** The screen at an address; undefined when there is none. A slash at the end makes no difference. */
export function screenAt(pathname: string): Screen | undefined {
  return screens.find(({ path }) => new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}/?$`).test(pathname));
}

function screen(load: () => Promise<{ default: ComponentType }>): Later<object> {
  return later(async () => (await load()).default);
}
