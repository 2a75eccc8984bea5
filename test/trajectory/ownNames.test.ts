import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/cli/settings.js';
import { lvv } from '../../src/lvv/index.js';
import { defineDomain, type DomainDefinition } from '../../src/trajectory/definitions/domain.js';
import type { Action } from '../../src/trajectory/definitions/step.js';
import { eventTypesDeclared } from '../../src/trajectory/words/declare.js';
import { debtCounselling } from '../domains/debtCounselling/index.js';
import { duplicateMessages } from '../../src/lvv/handover/duplicateMessages.js';

const [action] = debtCounselling.actions as readonly [Action];
const [first] = debtCounselling.steps;
const domainWith = (more: Partial<DomainDefinition>) => () => defineDomain({ ...debtCounselling, ...more });
const actions = (...more: Partial<Action>[]) =>
  domainWith({ actions: [action, ...more.map((one) => ({ ...action, ...one }))] });
const message = { ...duplicateMessages[0]!, tells: [] };

/** Runs a script of its own, since what it declares would stay declared for the tests that follow. */
async function loading(...declares: string[]): Promise<string> {
  const imported = (name: string, path: string) =>
    `const { ${name} } = await import('${pathToFileURL(join(packageRoot, 'dist', path)).href}');`;
  const script = [
    imported('fact', 'src/trajectory/replayed/fact.js'),
    imported('knowledgeFact', 'src/trajectory/replayed/state.js'),
    ...declares,
    imported('debtCounselling', 'test/domains/debtCounselling/index.js'),
    'console.log(debtCounselling.name, knowledgeFact.key);',
  ].join('\n');
  return promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]).then(
    ({ stdout }) => stdout,
    ({ stderr }: { stderr: string }) => stderr,
  );
}

describe('The names of a domain', () => {
  for (const [what, make, told] of [
    [
      'an action that is called as an event of the engine',
      actions({ name: 'step-completed' }, { name: 'trajectory-closed' }),
      'action step-completed, which is an event type; action trajectory-closed, which is an event type',
    ],
    [
      'an action of the name of another',
      actions({}),
      `action ${action.name}, which is a name of the action ${action.name}`,
    ],
    [
      'an action of the name of a step',
      actions({ name: first!.name }),
      `action ${first!.name}, which is a name of the step ${first!.name}`,
    ],
    [
      'an action that was formerly called as a step is now',
      actions({ name: 'hurry', formerly: [first!.name] }),
      `action ${first!.name}, which is a name of the step ${first!.name}`,
    ],
    [
      'a message of the name of an action',
      domainWith({ messages: [{ ...message, name: action.name }] }),
      `message ${action.name}, which is a name of the action ${action.name}`,
    ],
    [
      'a message that is called as an event of the engine',
      domainWith({ messages: [{ ...message, name: 'clock-stopped' }] }),
      'message clock-stopped, which is an event type',
    ],
    [
      'an action of its own that takes the route of corrections by its name',
      actions({ name: 'correct' }),
      'action correct, which is an action of the engine: it needs corrects',
    ],
    [
      'an action under another name that would correct',
      actions({ name: 'mend', corrects: true }),
      'action mend with corrects, which only correct and confirm-correction can have',
    ],
    [
      'a step that would be taken for a correction',
      domainWith({ steps: [{ ...first!, name: 'confirm-correction' }], namedSteps: [] }),
      'step confirm-correction, which is an action of the engine',
    ],
  ] as const) {
    it(`are refused at the start: ${what}`, () => {
      assert.throws(make, { message: `The domain debts has names that are taken: ${told}. Give each another name.` });
    });
  }

  it('are refused at the start: a role of the engine that would be of another agency', () => {
    const coordinator = { title: { en: 'Coordinator', nl: 'Coördinator' }, agencies: ['court'] };
    assert.throws(domainWith({ roles: { ...debtCounselling.roles, coordinator } }), {
      message: "The domain debts cannot change the engine's roles: coordinator. Give each another name.",
    });
  });

  it('are its own in the LVV and in debt counselling, of which every event type is known', () => {
    for (const domain of [lvv, debtCounselling]) defineDomain({ ...domain });
    assert.ok(eventTypesDeclared().length > 25);
  });

  it('are refused at the start: a fact of the name of a fact of the engine, with where it is declared', async () => {
    assert.equal(await loading(), 'debts knowledge\n', 'the control');
    const refused = await loading("fact('knowledge');", "fact('transfer', { about: () => ({ step: 'a' }) });");
    assert.match(refused, /The domain debts has names that are taken: fact knowledge, [^;]* \(again at [^;]*eval/);
    // Whichever of the two is loaded first.
    assert.match(refused, /fact transfer, which is declared already \(again at /);
  });
});
