import type { z } from 'zod';
import { classesInWords, classMapOn } from '../../trajectory/figures/classMap.js';
import { allFiguresOf, allGroupsOf } from '../../trajectory/figures/definition.js';
import { csvOf } from '../../statistics/table/csv.js';
import { additive, partsOf } from '../../trajectory/figures/figure.js';
import { addDays, dayOf, startOf } from '../../trajectory/terms/calendar.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import type { Decisions } from '../access/decisions.js';
import { figuresOf, partWordsOf, type Asked } from './figures.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { statisticsQuery, statisticsSchemas, type DefinitionsAnswer } from './statisticsSchemas.js';
import { type PlaceSaid, problem, says } from '../http/problem.js';

/** The figures: the table of the evaluation, with what it says and does not say. */
export function statisticsRoutes(services: Services): Route[] {
  const { figures } = services.programmes.domain;
  const { statistics, definitions } = statisticsSchemas(figures);
  const classTitles = classesInWords(figures.classes);
  return [
    route({
      method: 'get',
      path: '/v1/statistics',
      operationId: 'readStatistics',
      tag: 'statistics',
      summary: 'The figures of a period, or of a cohort',
      description:
        'For coordinators and case directors of a municipality, and for a national coordinator. Each figure says what it counts; small counts are not shown. From the register, which follows within a second.',
      query: statisticsQuery,
      asks: { action: 'figures:read', otherwise: forWhom },
      responses: { 200: { description: 'The table', schema: statistics, alsoAs: 'text/csv' } },
      problems: ['register-unavailable'],
      async handle({ access, query, language }) {
        const asked = askedBy(services, access, query);
        const table = figuresOf(await services.countedCases.current(), services.programmes, asked);
        if (query.format === 'json') return { status: 200, body: { ...table, classTitles } };
        const { from, to } = table.window;
        return {
          status: 200,
          body: csvOf(table, language),
          type: 'text/csv; charset=utf-8; header=present',
          headers: { 'content-disposition': `attachment; filename="bestendig-${table.view}-${from}-${to}.csv"` },
        };
      },
    }),
    route({
      method: 'get',
      path: '/v1/statistics/definitions',
      operationId: 'listFigures',
      tag: 'statistics',
      summary: 'List what each figure counts, and the class maps',
      asks: { action: 'catalogue:read' },
      responses: { 200: { description: 'All figures and class maps', schema: definitions } },
      problems: [],
      handle: async ({ access }) => {
        access.must('catalogue:read', { type: 'catalogue' });
        return { status: 200, body: definitionsView(services) };
      },
    }),
  ];
}

/** @throws Problem for what the schema can't say, and for who may not ask */
function askedBy(services: Services, access: Decisions, query: z.output<typeof statisticsQuery>): Asked {
  const { view, from, to } = query;
  const { programmes, classMaps, suppressBelow } = services;
  const now = new Date().toISOString();
  const asOf = query.asOf ?? now;
  const today = dayOf(asOf);
  const on = query.on ?? (to < today ? to : today);
  const classMap =
    query.classMap === undefined ? classMapOn(classMaps, on) : classMaps.find(({ id }) => id === query.classMap);
  const municipalities = municipalitiesFor(access, programmes.municipalities, query.municipality);
  const errors: PlaceSaid[] = [
    ...(to < from ? [{ parameter: 'to', ...says('to-before-from') }] : []),
    ...(asOf > now ? [{ parameter: 'asOf', ...says('still-in-the-future') }] : []),
    ...(on > today ? [{ parameter: 'on', ...says('after-as-of', { day: today }) }] : []),
    ...(view === 'cohort' && on < to ? [{ parameter: 'to', ...says('cohort-not-complete', { day: on }) }] : []),
  ];
  if (!classMap) errors.push({ parameter: 'classMap', ...says('no-such-class-map') });
  for (const one of query.municipality ?? []) {
    if (!programmes.municipalities.includes(one))
      errors.push({ parameter: 'municipality', ...says('no-such-municipality-here', { name: one }) });
  }
  if (!classMap || errors.length > 0) {
    throw problem('invalid-input', 'figures-not-made', {}, { errors });
  }
  const endOfDay = new Date(Date.parse(startOf(addDays(on, 1))) - 1).toISOString();
  const standingAt = endOfDay < asOf ? endOfDay : null;
  return {
    view,
    question: { municipalities, from, to, on, asOf: query.asOf ?? null, standingAt },
    asOf,
    classMap,
    suppressBelow,
  };
}

export const forWhom = says('figures-for');

/** @throws Problem when someone asks for a municipality whose figures they may not see */
export function municipalitiesFor(
  access: Decisions,
  all: readonly string[],
  wanted: string[] | undefined,
): readonly string[] {
  access.must('figures:read', { type: 'figures' }, { role: forWhom });
  const { municipality: own } = reachOf(access.actor);
  const asked = wanted ? all.filter((one) => wanted.includes(one)) : own === null ? all : [own];
  for (const municipality of asked) {
    const role = says('figures-of-another', { municipality });
    const instead = { role, 'other-municipality': role };
    access.must('figures:read', { type: 'figures', id: municipality, properties: { municipality } }, instead);
  }
  return asked;
}

function definitionsView({ classMaps, programmes }: Services): DefinitionsAnswer {
  const { figures } = programmes.domain;
  const words = partWordsOf(programmes);
  return {
    items: allFiguresOf(figures).map(({ view, figure }) => {
      const { id, group, version, title, definition, population, unit, window, making, byClass } = figure;
      return {
        id,
        view,
        group,
        version,
        title,
        definition,
        population,
        unit,
        window,
        shareOf: making.kind === 'count' ? (making.shareOf ?? null) : null,
        parts: Object.entries(partsOf(figure, words)).map(([part, named]) => ({ part, title: named })),
        dependsOnClassMap: byClass === true,
        addsUp: additive(figure),
      };
    }),
    groups: allGroupsOf(figures),
    classMaps: [...classMaps],
  };
}
