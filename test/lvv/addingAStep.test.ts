import assert from 'node:assert/strict';
import { apiRoutes } from '../../src/api/app.js';
import type { Services } from '../../src/api/serving/services.js';
import { openApiDocument } from '../../src/api/openapi.js';
import { processingRegisterAt } from '../../src/api/sharing/processing.js';
import { lvv, standardSteps } from '../../src/lvv/index.js';
import { processingActivities, seenBy } from '../../src/trajectory/access/sharing.js';
import { defineDomain } from '../../src/trajectory/definitions/domain.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { reachableSteps } from '../../src/trajectory/reading/reachableSteps.js';
import { checkDefinition, checkResponsible } from '../support/definitionChecks.js';
import { Play, programmeWith } from '../support/play.js';
import { homeVisit } from './homeVisit.js';

/** One file, and one line in the list of steps: nothing else knows of it. */
const steps = standardSteps.flatMap((step) => (step.name === 'legal-review' ? [step, homeVisit] : [step]));
const domain = defineDomain({ ...lvv, steps });
const programme = { ...programmeWith(steps), domain };
const programmes = programmesOf([programme]);

checkDefinition(homeVisit);
checkResponsible(homeVisit);

describe('A step that is added to the LVV by one file and one line', () => {
  it('opens, waits for its agency, is performed by its own example, and is led past to the end', () => {
    const play = new Play(undefined, undefined, { programme });
    play.perform('intake');
    assert.equal(play.state.openSteps.find(({ step }) => step === 'home-visit')?.responsible, 'ngo');
    play.perform('home-visit', homeVisit.example);
    assert.ok(!play.open.includes('home-visit'));
    assert.ok(reachableSteps(programme).get('intake')?.includes('home-visit'));
  });

  it('is in the API document with its route, its fields and its example', () => {
    const routes = apiRoutes({ programmes } as Services);
    const document = openApiDocument(routes, { version: '1.0.0', url: 'https://bestendig.example', domain });
    const paths = document['paths'] as Record<string, unknown>;
    const path = JSON.stringify(paths['/v1/trajectories/{id}/steps/home-visit']);
    for (const word of ['visitedOn', 'suitable', '2026-11-02']) assert.ok(path.includes(word), word);
  });

  it('is in the register of processing and in who sees what, for the agencies of its fields alone', () => {
    const { activities } = processingRegisterAt(programmes, '2026-11-02T12:00:00.000Z');
    const found = activities.find(({ activity }) => activity === 'trajectory.home-visit');
    assert.deepEqual(found?.recipients, ['municipality', 'ngo', 'dtv']);
    assert.equal(processingActivities([homeVisit], domain.agencyNames).length, 1);
    const seen = (agency: string) => seenBy(agency, [homeVisit])[0]?.fields.map(({ field }) => field);
    assert.deepEqual([seen('dtv'), seen('avim')], [['visitedOn', 'suitable'], []]);
  });
});
