import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../src/cli/settings.js';
import { admissionFact } from '../../src/lvv/admission/admissionFact.js';
import { layBefore } from '../../src/lvv/casework/secondPair.js';
import {
  changeStep,
  closeWith,
  defineAction,
  defineStep,
  field,
  openAgain,
  openUntil,
  registerOutcome,
  setDirection,
  setFacts,
  tell,
  withdrawStep,
  type Message,
  type TrajectoryView,
} from '../../src/lvv/define.js';
import { standardActions, standardSteps } from '../../src/lvv/index.js';
import { namedActions, namedSteps } from '../../src/lvv/names.js';
import type { Consequence, EventType, Reason } from '../../src/trajectory/definitions/step.js';

/** Never called: the compiler refuses each line after `@ts-expect-error`, or it refuses that comment. */
export function doesNotCompile(t: TrajectoryView, some: string, why: Reason): (Consequence | boolean)[] {
  return [
    openAgain('legal-review', why),
    openAgain(some, why),
    // @ts-expect-error there is no such step
    openAgain('legal-revew', why),
    // @ts-expect-error there is no such step
    withdrawStep('legal-revew', why),
    openUntil('2026-11-02', { step: 'legal-review', reason: why }),
    // @ts-expect-error there is no such step
    openUntil('2026-11-02', { step: 'legal-revew', reason: why }),
    // @ts-expect-error there is no such step
    t.isOpen('legal-revew'),
    // @ts-expect-error there is no such step
    t.isCompleted('legal-revew'),
    // @ts-expect-error there is no such step
    t.canOpen('legal-revew'),
    t.fact(admissionFact) === 'admitted',
    // @ts-expect-error admission is decided or not: it is never this
    t.fact(admissionFact) === 'admited',
    // @ts-expect-error the fact holds no such thing
    setFacts(admissionFact.set('admited')),
    // @ts-expect-error nobody declares such a fact
    setFacts({ admission: 'admitted' }),
  ];
}

/** Never called either: what is caused, and whom it names. */
export function neitherDoes(t: TrajectoryView, some: string, reason: Reason, type: EventType): Consequence[] {
  const day = '2026-11-02';
  return [
    changeStep({ step: 'legal-review', type, reason, responsible: 'ngo' }),
    changeStep({ step: some, type, reason, responsible: some }),
    // @ts-expect-error there is no such step
    changeStep({ step: 'legal-revew', type, reason }),
    // @ts-expect-error there is no such agency
    changeStep({ step: 'legal-review', type, reason, responsible: 'ngoo' }),
    openAgain('legal-review', reason, day, 'ngo'),
    // @ts-expect-error there is no such agency
    openAgain('legal-review', reason, day, 'ngoo'),
    // @ts-expect-error there is no such agency
    openUntil(day, { step: 'legal-review', reason, responsible: 'ngoo' }),
    tell('ngo', 'ind', some),
    // @ts-expect-error there is no such agency
    tell('ngo', 'idn'),
    setDirection('RETURN', reason),
    // @ts-expect-error there is no such direction
    setDirection('RETRUN', reason),
    closeWith('OWN_REQUEST', reason),
    closeWith('DUPLICATE', reason),
    // @ts-expect-error there is no such outcome
    closeWith('OWN_REQEST', reason),
    // @ts-expect-error it is an ending, and no outcome that can be followed up
    registerOutcome('DUPLICATE', reason),
    layBefore(t, 'outcome-check', 'withdraw', {}),
    // @ts-expect-error there is no such step
    layBefore(t, 'outcome-chek', 'withdraw', {}),
    // @ts-expect-error there is no such action
    layBefore(t, 'outcome-check', 'withdrew', {}),
  ];
}

const called = { en: 'Visit', nl: 'Bezoek' };
const common = { name: 'visit', title: called, description: called, input: z.strictObject({}), example: {} };
const asStep = { ...common, opensWhen: () => false, repeatable: false, terms: null, decide: () => [] };
const performedBy: ['ngo:legal'] = ['ngo:legal'];

/** Never called: what a definition itself says. */
export function noSuchDefinition(): unknown[] {
  const shows = (audience: 'ngo'[]) => ({ visitedOn: { title: called, purpose: called, audience } });
  return [
    defineStep({ ...asStep, responsible: 'ngo', performedBy: ['ngo:legal'], tells: { completed: ['municipality'] } }),
    // @ts-expect-error there is no such agency
    defineStep({ ...asStep, responsible: 'ngoo', performedBy, tells: {} }),
    // @ts-expect-error there is no such role
    defineStep({ ...asStep, responsible: 'ngo', performedBy: ['ngo:legl'], tells: {} }),
    // @ts-expect-error that agency has no such role
    defineStep({ ...asStep, responsible: 'ngo', performedBy: ['ind:legal'], tells: {} }),
    // @ts-expect-error there is no such agency
    defineStep({ ...asStep, responsible: 'ngo', performedBy, tells: { completed: ['municpality'] } }),
    // @ts-expect-error there is no such agency
    defineStep({ ...asStep, responsible: 'ngo', performedBy, tells: {}, knownTo: ['municipality', 'ngoo'] }),
    defineStep({ ...asStep, responsible: 'ngo', performedBy, tells: {}, shows: shows(['ngo']) }),
    // @ts-expect-error there is no such agency
    defineStep({ ...asStep, responsible: 'ngo', performedBy, tells: {}, shows: shows(['ngoo']) }),
    // @ts-expect-error there is no such agency
    defineAction({ ...common, done: called, performedBy, tells: { done: ['ngoo'] }, decide: () => [] }),
    // @ts-expect-error there is no such agency
    defineAction({ ...common, done: called, performedBy, tells: {}, knownTo: () => ['ngoo'], decide: () => [] }),
    field(z.boolean(), { title: called, purpose: called, audience: ['ngo'] }),
    // @ts-expect-error there is no such agency
    field(z.boolean(), { title: called, purpose: called, audience: ['ngoo'] }),
  ];
}

/** Nor this, of what trajectories tell each other. */
export const noSuchMessage: Message = {
  name: 'greeted',
  title: called,
  // @ts-expect-error there is no such agency
  tells: ['ngoo'],
  knownTo: () => ['ngo'],
  decide: () => [],
};

/** What `define.ts` has of its own. */
const ownNames = [
  ...readFileSync(join(packageRoot, 'src/lvv/define.ts'), 'utf8').matchAll(/^export (?:const|type) (\w+)/gm),
].map(([, name]) => name!);

describe('The names of the LVV', () => {
  it('that definitions write out are steps of it: a slip does not compile, or the process does not start', () => {
    const steps = standardSteps.map(({ name }) => name);
    assert.deepEqual(
      namedSteps.filter((name) => !steps.includes(name)),
      [],
    );
    assert.equal(new Set(namedSteps).size, namedSteps.length);
    const actions = standardActions.map(({ name }) => name);
    assert.deepEqual(
      namedActions.filter((name) => !actions.includes(name)),
      [],
    );
  });

  it('are what each file of the LVV defines its steps by, and not the engine, for which every name is good', () => {
    const folder = join(packageRoot, 'src/lvv');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    assert.ok(files.length > 50, `only ${files.length} files were read`);
    assert.ok(ownNames.length > 15, `only ${ownNames.length} names were read`);
    const around = new RegExp(`\\b(${ownNames.join('|')})\\b`);
    const found = files.filter((name) => {
      if (name === 'define.ts' || name.startsWith('demo/')) return false;
      const text = readFileSync(join(folder, name), 'utf8');
      const imports = text.matchAll(
        /import (?:type )?\{([^}]*)\} from '[^']*\/(?:step|consequence|field|message|state|agencyRole)\.js'/g,
      );
      return [...imports].some(([, names]) => around.test(names!));
    });
    assert.deepEqual(found, []);
  });
});
