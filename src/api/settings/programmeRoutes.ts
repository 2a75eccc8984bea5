import { z } from 'zod';
import { addDays, noonOf } from '../../trajectory/terms/calendar.js';
import { responsibleFor } from '../../trajectory/definitions/partners.js';
import { rulesOf, termsIn, type Programme, type Programmes } from '../../trajectory/definitions/programme.js';
import { route, type Route } from '../serving/route.js';
import { programmeSchema, type ShownProgramme } from './programmeSchema.js';
import { shownTerms } from '../trajectories/shownTerms.js';
import { fault } from '../http/problem.js';

const query = z.strictObject({
  municipality: z.string().max(64).optional(),
  on: z.iso
    .date()
    .refine((text) => /^(19|20|21)/.test(text), fault('year-form'))
    .optional()
    .describe('Only the version that held, holds or will hold on this day.'),
});

/** What each municipality has settled, from which day: so that a timeline can be read by what held then. */
export function programmeRoutes(programmes: Programmes): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/programmes',
      operationId: 'listProgrammes',
      tag: 'catalogue',
      summary: 'The versions of the programmes of all municipalities',
      description:
        'A trajectory follows the version of the day of each command. Before its first version a municipality has that first one. How agencies are reached is not here.',
      asks: { action: 'catalogue:read' },
      query,
      responses: {
        200: {
          description: 'The versions',
          schema: z.strictObject({ items: z.array(programmeSchema(programmes.domain)) }),
        },
      },
      problems: [],
      async handle({ access, query: { municipality, on } }) {
        access.must('catalogue:read', { type: 'catalogue' });
        const wanted = programmes.municipalities.filter((name) => municipality === undefined || name === municipality);
        const items = wanted.flatMap((name) => {
          const versions = programmes.all
            .filter((version) => version.municipality === name)
            .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
          const held = on === undefined ? undefined : programmes.at(name, noonOf(on));
          return versions
            .map((version, i) => ({ version, next: versions[i + 1] }))
            .filter(({ version }) => held === undefined || version === held)
            .map(({ version, next }) => programmeView(version, next));
        });
        return { status: 200, body: { items } };
      },
    }),
  ];
}

/** A version as it is told, until the next one. */
export function programmeView(version: Programme, next: Programme | undefined): ShownProgramme {
  const { classes: _named, basis, partners, retention, ...rules } = rulesOf(version);
  return {
    id: version.id,
    municipality: version.municipality,
    from: version.from ?? null,
    until: next?.from === undefined ? null : addDays(next.from, -1),
    basis,
    partners: [...partners],
    ...rules,
    retention: { ...retention },
    classMap: version.classMap ?? null,
    steps: version.steps.map((step) => {
      const terms = shownTerms(termsIn(version, step));
      const responsible = responsibleFor(step, partners) ?? null;
      return { name: step.name, responsible, terms };
    }),
  };
}
