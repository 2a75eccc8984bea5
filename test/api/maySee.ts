import { rolesOfAgency } from '../../src/trajectory/definitions/domain.js';
import { lvv } from '../../src/lvv/index.js';
import { nationalRoles } from '../../src/trajectory/replayed/roles.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';

/** Someone who reads: one role of one agency. `as` is how the test stack calls them. */
export interface Reader {
  as: string;
  agency: Agency;
  role: string;
  /** Of the municipality that has the trajectory; of another; or of the whole country. */
  from: 'here' | 'there' | 'country';
}

/** The trajectory is of Utrecht; municipality, NGO, IND and DT&V have a part in it, and AVIM has none. */
export const [here, there] = ['utrecht', 'groningen'];

/** Everyone who can be: each role that there is, of each agency that has it, here and there; and those of the country. */
export const readers: Reader[] = [
  ...(['here', 'there'] as const).flatMap((from) =>
    agencies.flatMap((agency) =>
      rolesOfAgency(lvv, agency).map((role) => ({
        as: `${agency}:${role}@${from === 'here' ? here : there}`,
        agency,
        role,
        from,
      })),
    ),
  ),
  ...nationalRoles.map((role) => ({
    as: `municipality:${role}@`,
    agency: 'municipality' as const,
    role,
    from: 'country' as const,
  })),
];

type Group = (reader: Reader) => boolean;
const everyone: Group = () => true;
const nobody: Group = () => false;
const withFiles: Group = ({ role }) => role !== 'auditor' && role !== 'administrator';
const auditors: Group = ({ role }) => role === 'auditor';
const directing: Group = ({ role }) => role === 'case-director' || role === 'coordinator';
/** Who may know of the trajectory. */
export const knows: Group = (reader) =>
  withFiles(reader) && (reader.from === 'country' || (reader.from === 'here' && reader.agency !== 'avim'));
/** For whom a step of it is open, or who looks over those of all. */
const worksOnIt: Group = knows;

interface Row {
  /** Queries to try beside none; `ID` becomes the id of the trajectory. */
  asks?: string[];
  /** Who gets an answer. Anyone else gets 403, and of a trajectory that they may not know of 404, as if it never was. */
  answers: Group;
  /** In whose answers the trajectory is, when nothing else is asked. */
  shows: Group;
  /** The answer has more in it each time, whatever happens elsewhere. */
  grows?: true;
  /** The id in it is of something else: that of a trajectory says nothing there. */
  ofOther?: true;
}

const year = 'from=2026-01-01&to=2026-12-31';
const lists = ['?limit=1', '?limit=200'];
const one = { answers: knows, shows: knows };
const lookingAfter: Group = ({ role }) => role === 'auditor' || role === 'administrator';
/** What only who directs or coordinates is shown of it. */
const directed = { answers: (reader: Reader) => knows(reader) && directing(reader), shows: knows };

/**
 * Every path that is read, and who may see what of it: written out here, and not read from the code. A path that is not in
 * it fails the test; so who adds a route says here for whom it is.
 */
export const maySee: Record<string, Row> = {
  '/v1/trajectories': {
    asks: [
      ...lists,
      ...['updatedAt', '-updatedAt', 'openedAt', '-openedAt', 'nextDeadline', '-nextDeadline', 'id', '-id'].map(
        (sort) => `?sort=${sort}`,
      ),
      ...[`municipality=${here}`, `municipality=${there}`, 'status=open', 'status=closed', 'openStep=legal-review'].map(
        (filter) => `?${filter}`,
      ),
      ...['responsible=ngo', 'overdue=false', 'overdue=true', 'direction=UNDER_INVESTIGATION'].map(
        (filter) => `?${filter}`,
      ),
      ...['blocked=true', 'blocked=false', 'escalated=false', 'suspended=false', 'dueBefore=2099-01-01'].map(
        (filter) => `?${filter}`,
      ),
      ...['openedFrom=2026-01-01&openedTo=2099-01-01', 'closedFrom=2026-01-01', 'closedTo=2026-01-01'].map(
        (filter) => `?${filter}`,
      ),
      ...['outcome=RETURNED_INDEPENDENT', 'changedSince=2026-01-01T00:00:00Z'].map((filter) => `?${filter}`),
    ],
    answers: withFiles,
    shows: knows,
  },
  '/v1/trajectories/{id}': { ...one, asks: ['?asOf=2026-01-01T00:00:00Z', '?asOf=NOW'] },
  '/v1/trajectories/{id}/timeline': { ...one, asks: ['?limit=1', '?cursor=2', '?asOf=NOW'] },
  '/v1/trajectories/{id}/situation': { ...one, asks: ['?asOf=NOW'] },
  '/v1/trajectories/{id}/terms': {
    ...one,
    asks: ['?start=2026-11-01', '?asOf=NOW', '?suspendFrom=2026-11-20&suspendTo=2026-11-25'],
  },
  '/v1/trajectories/{id}/moves': one,
  '/v1/trajectories/{id}/picture': { ...one, asks: ['?asOf=NOW'] },
  '/v1/trajectories/{id}/who-sees-what': { ...one, asks: ['?asOf=NOW'] },
  '/v1/trajectories/{id}/holds': directed,
  '/v1/trajectories/{id}/file': { ...directed, asks: ['?format=html&language=en'] },
  '/v1/tasks': {
    asks: [
      ...lists,
      ...['step=legal-review', 'responsible=ngo', 'overdue=false', 'overdue=true'].map((filter) => `?${filter}`),
      ...['claimed=mine', 'claimed=free', 'claimed=others', 'dueBefore=2099-01-01'].map((filter) => `?${filter}`),
      ...[`municipality=${here}`, 'openedSince=2026-01-01T00:00:00Z'].map((filter) => `?${filter}`),
      `?municipality=${here},${there}`,
    ],
    answers: withFiles,
    shows: worksOnIt,
  },
  '/v1/agenda': {
    asks: [...lists, `?municipality=${here}`, `?municipality=${there},${here}`],
    answers: withFiles,
    shows: nobody,
  },
  '/v1/notifications': {
    asks: [...lists, '?status=sent', '?status=failed', '?agency=ngo', '?trajectoryId=ID'].concat(
      '?channel=webhook',
      `?municipality=${here}`,
      '?since=2026-01-01T00:00:00Z',
    ),
    answers: withFiles,
    shows: knows,
  },
  '/v1/notifications/summary': { answers: withFiles, shows: nobody, grows: true },
  // Without a position it says only which one it is now, and that changes by whatever happens.
  '/v1/events': { asks: ['?after=0'], answers: withFiles, shows: nobody, grows: true },
  '/v1/overview': {
    asks: ['?from=2026-01-01&to=2026-12-31', `?municipality=${here}`, `?municipality=${here},${there}`],
    answers: directing,
    shows: nobody,
  },
  '/v1/statistics': {
    asks: [
      `?view=period&${year}`,
      `?view=cohort&from=2026-01-01&to=2026-11-20`,
      `?view=period&${year}&format=csv`,
      `?view=period&${year}&municipality=${here}`,
      `?view=period&${year}&municipality=${here},${there}`,
    ],
    answers: directing,
    shows: nobody,
  },
  '/v1/statistics/definitions': { answers: everyone, shows: nobody },
  '/v1/steps': { answers: everyone, shows: nobody },
  '/v1/actions': { answers: everyone, shows: nobody },
  '/v1/programmes': { asks: [`?municipality=${here}`], answers: everyone, shows: nobody },
  '/v1/directory': {
    asks: [`?municipality=${here}`],
    answers: (reader) => directing(reader) || lookingAfter(reader),
    shows: nobody,
  },
  '/v1/configuration/readings': { asks: [`?municipality=${here}`], answers: lookingAfter, shows: nobody },
  '/v1/who-sees-what': { asks: ['?format=html&language=en'], answers: everyone, shows: nobody },
  '/v1/processing-register': { answers: everyone, shows: nobody },
  '/v1/me': { answers: everyone, shows: nobody },
  '/v1/me/settings': { answers: everyone, shows: nobody },
  // For who has signed in at a screen; these readers send tokens.
  '/v1/me/draft-key': { answers: nobody, shows: nobody },
  '/v1/delegations': { asks: lists, answers: withFiles, shows: nobody },
  '/v1/erasures': { asks: lists, answers: lookingAfter, shows: nobody },
  '/v1/erasures/due': { asks: lists, answers: lookingAfter, shows: nobody },
  '/v1/erasures/{id}': { answers: nobody, shows: nobody, ofOther: true },
  '/v1/access-log': {
    asks: [...lists, '?trajectoryId=ID', '?format=ldv', '?format=adl', '?outcome=refused', `?municipality=${here}`],
    answers: auditors,
    shows: nobody,
    grows: true,
  },
};

/** What was filled in, and which agencies may see it. Nobody else finds it anywhere. */
export const marks: Record<string, Agency[]> = {
  'MARK-MANDATE': ['municipality'],
  'MARK-MOTIVATION': ['municipality', 'ngo'],
  'MARK-LAWYER': ['municipality', 'ngo', 'ind'],
};

/** What an organisation calls the trajectory in its own files: `agency:role@municipality` that keeps it, and nobody else finds it. */
export const ownMarks: Record<string, string> = {
  'MARK-OWN-MUNICIPALITY': `municipality:case-director@${here}`,
  'MARK-OWN-NGO': `ngo:legal@${here}`,
  'MARK-OWN-NATIONAL': 'municipality:coordinator@',
};

/** Whether a reader is of the organisation that keeps it. */
export const keepsOwn = ({ agency, from }: Reader, mark: string): boolean =>
  ownMarks[mark]?.split(':')[0] === agency && (ownMarks[mark].endsWith(`@${here}`) ? 'here' : 'country') === from;
