import { typed } from '../../src/trajectory/definitions/step.js';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { courier } from '../../src/agencies/deliver.js';
import type { Directory } from '../../src/agencies/directory.js';
import type { Mail } from '../../src/agencies/mail.js';
import { subjectFor } from '../../src/agencies/message.js';
import { messagesOf } from '../../src/agencies/messagesOf.js';
import { stepNamesOf, type StepNames } from '../../src/agencies/names.js';
import { Reach } from '../../src/agencies/reach.js';
import { WebhookSender } from '../../src/agencies/webhook.js';
import { labels } from '../../src/lvv/labels.js';
import { standardActions, standardSteps } from '../../src/lvv/index.js';
import type { TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Step } from '../../src/trajectory/definitions/step.js';
import { Play, programmeWith } from '../support/play.js';
import { startReceiver } from './receiver.js';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const publicUrl = 'https://bestendig.example';
const reason = 'ZQX7 a reason';
const inCompartment = standardSteps.filter(({ knownTo }) => knownTo !== undefined);

/** Whatever can be told of a step: by its own name, and by each action that can be about it. */
function eventsAbout(step: string): TrajectoryEvent[] {
  const types = [...new Set(sources)].map((type): TrajectoryEvent => ({
    type,
    step,
    reason: typed(reason),
    data: { reason },
  }));
  const actions = standardActions.flatMap(({ name, concerns }): TrajectoryEvent[] => {
    const named = Object.fromEntries(
      ['step', 'blocker', 'procedure'].map((field) => [
        field,
        field === 'step' ? step : step.replace('procedure-', ''),
      ]),
    );
    return concerns?.(named) === step ? [{ type: name, reason: typed(reason), data: { ...named, reason } }] : [];
  });
  assert.ok(actions.length >= 5, `${step} is what several actions can be about`);
  return [...types, ...actions];
}
const sources = [
  ...['opened', 'completed', 'reminded', 'overdue', 'escalated', 'withdrawn', 'reassigned', 'chased', 'closed-off'].map(
    (what) => `step-${what}`,
  ),
  ...['extended', 'changed', 'stopped', 'resumed'].map((what) => `term-${what}`),
];

/** What would say of which step it is, in any form. */
function wordsOf({ name, title }: Step): string[] {
  const code = name.replace('procedure-', '');
  const label = labels[code];
  return [name, code, title.en, title.nl, ...(label ? [label.en, label.nl] : [])].map((word) => word.toLowerCase());
}

/** What is delivered of these events to each agency, by mail and by webhook. */
async function delivered(events: TrajectoryEvent[], names: StepNames) {
  const play = new Play();
  const receiver = await startReceiver();
  const mails: Mail[] = [];
  const channels = [
    { type: 'mail' as const, to: 'lvv@agency.example' },
    { type: 'webhook' as const, url: receiver.url, secret },
  ];
  const entry = { name: 'Someone', channels };
  const directory: Directory = new Map([
    ['utrecht', { municipality: entry, ngo: entry, ind: entry, dtv: entry, avim: entry }],
  ]);
  const { deliver } = courier({
    directory,
    mailer: { send: async (mail: Mail) => void mails.push(mail), close: () => {} },
    webhooks: new WebhookSender(new Reach(['127.0.0.1'], false)),
    names,
    publicUrl,
    domain: 'lvv',
    source: 'urn:nld:test',
    timeoutMs: 5_000,
  });
  const batch = { from: play.state.version + 1, commandId: 'c', bodyHash: 'h', at: play.instant, actor: null };
  const told = { ...batch, events: events.map((event) => ({ ...event, tells: [...agencies] })) };
  const caused = messagesOf(play.state, [told], directory, names);
  for (const message of caused) {
    const id = `${play.state.id}-1-m`;
    await deliver({ ...message, id, trajectoryId: play.state.id, createdAt: new Date(message.createdAt) });
  }
  await receiver.stop();
  return { id: play.state.id, caused, mails, hooks: receiver.received };
}

describe('What leaves the system of a step in a compartment', () => {
  const names = stepNamesOf(programmesOf([programmeWith()]));

  for (const step of inCompartment) {
    it(`names ${step.name} to nobody, in no mail and no webhook, whatever happens to it and whichever action is about it`, async () => {
      const events = eventsAbout(step.name);
      const { caused, mails, hooks, id } = await delivered(events, names);
      assert.equal(mails.length + hooks.length, caused.length);
      assert.equal(mails.length, events.length * agencies.length);
      for (const sent of [...mails.map((mail) => JSON.stringify(mail)), ...hooks.map((hook) => JSON.stringify(hook))]) {
        assert.ok(sent.includes(id), 'it says where to look');
        for (const word of [...wordsOf(step), reason.toLowerCase()]) {
          assert.ok(!sent.toLowerCase().includes(word), `${word} is in ${sent}`);
        }
      }
    });

    it(`is alike for ${step.name}, whatever happens to it: not even the kind of event can be told apart`, async () => {
      const { mails, hooks } = await delivered(eventsAbout(step.name), names);
      assert.equal(new Set(mails.map(({ subject, text }) => `${subject}\n${text}`)).size, 1);
      const bodies = hooks.map(({ body }) => {
        const { data, ...event } = JSON.parse(body) as { data: Record<string, unknown>; type: string };
        assert.equal(event.type, 'nl.lvv.trajectory.changed');
        return JSON.stringify([event, { ...data, agency: null, sequence: null }]);
      });
      assert.equal(new Set(bodies).size, 1);
    });

    it(`still calls ${step.name} by its title to its own agencies where they are signed in`, async () => {
      const { caused } = await delivered([{ type: 'step-opened', step: step.name }], names);
      for (const message of caused) {
        const { nl } = subjectFor(names, message);
        assert.equal(nl.includes(step.title.nl), step.knownTo!.includes(message.agency), `${message.agency}: ${nl}`);
      }
    });
  }

  it('has no name either of a step that was in a compartment in another version of the programme, or that is gone', async () => {
    const older = { ...programmeWith(), id: 'older', from: '2019-01-01' };
    const now = {
      ...programmeWith(standardSteps.map(({ knownTo: _none, ...step }) => step)),
      from: '2026-01-01',
    };
    for (const programmes of [programmesOf([older, now]), programmesOf([programmeWith(standardSteps.slice(0, 3))])]) {
      const events = inCompartment.map(({ name }) => ({ type: 'step-opened', step: name }));
      const { mails, hooks } = await delivered(events, stepNamesOf(programmes));
      const sent = JSON.stringify([mails, hooks]).toLowerCase();
      for (const word of inCompartment.flatMap(wordsOf)) assert.ok(!sent.includes(word), word);
    }
  });

  it('is what a question to look along says too, so that it tells of no compartment by itself', async () => {
    const asked = standardActions.find(({ name }) => name === 'share')!;
    const events = [
      { type: asked.name, reason: typed(reason) },
      { type: 'step-opened', step: 'procedure-human-trafficking' },
    ];
    const { mails, caused } = await delivered(events, names);
    assert.equal(new Set(mails.map(({ subject, text }) => `${subject}\n${text}`)).size, 1);
    assert.equal(subjectFor(names, caused[0]!).nl, asked.done.nl, 'who is signed in sees what it is');
  });

  it('says of all other steps which it is', async () => {
    const open = standardSteps.filter(({ knownTo }) => knownTo === undefined);
    const { hooks, mails } = await delivered(
      open.map(({ name }) => ({ type: 'step-opened', step: name })),
      names,
    );
    const named = new Set(hooks.map(({ body }) => (JSON.parse(body) as { data: { step: string } }).data.step));
    assert.deepEqual(named, new Set(open.map(({ name }) => name)));
    for (const { title } of open)
      assert.ok(
        mails.some(({ subject }) => subject.includes(title.nl)),
        title.nl,
      );
  });
});
