import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { admissionFact } from '../../src/lvv/admission/admissionFact.js';
import { openAgain, openUntil, setFacts, withdrawStep, type TrajectoryView } from '../../src/lvv/define.js';
import { standardSteps } from '../../src/lvv/index.js';
import { namedSteps } from '../../src/lvv/names.js';
import type { Consequence, Reason } from '../../src/trajectory/definitions/step.js';

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

describe('The names of the LVV', () => {
  it('that definitions write out are steps of it: a slip does not compile, or the process does not start', () => {
    const steps = standardSteps.map(({ name }) => name);
    assert.deepEqual(
      namedSteps.filter((name) => !steps.includes(name)),
      [],
    );
    assert.equal(new Set(namedSteps).size, namedSteps.length);
  });

  it('are what each file of the LVV defines its steps by, and not the engine, for which every name is good', () => {
    const folder = join(packageRoot, 'src/lvv');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    assert.ok(files.length > 50, `only ${files.length} files were read`);
    const around = /(define(Step|Action)|TrajectoryView|open(Again|From|Until|WithoutTerm)|opensOn|withdrawStep)\b/;
    const found = files.filter((name) => {
      if (name === 'define.ts') return false;
      const text = readFileSync(join(folder, name), 'utf8');
      const imports = text.matchAll(/import (?:type )?\{([^}]*)\} from '[^']*definitions\/(?:step|consequence)\.js'/g);
      return [...imports].some(([, names]) => around.test(names!));
    });
    assert.deepEqual(found, []);
  });
});
