import assert from 'node:assert/strict';
import { evidenceKinds, outcomeCodes, outcomes, type EvidenceKind, type Outcome } from '../../../src/lvv/codes.js';
import { standardSteps } from '../../../src/lvv/index.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { admitted, after, definition, like, Play, pointers } from '../../support/play.js';

const notAdmitted = () => {
  const play = after('intake');
  play.perform(
    'admission',
    like('admission', { decision: 'refused', ground: 'outside-target-group', direction: undefined }),
  );
  play.perform('admission-check');
  return play;
};

describe('Text that the register cannot keep', () => {
  it('is refused by the decider too, since a client other than the API could send it', () => {
    const play = admitted();
    for (const reason of ['Half a pair: \ud800', 'NUL: \0.']) {
      assert.deepEqual(pointers(play.refused('withdraw', like('withdraw', { reason }))), ['/reason']);
    }
  });
});

/** Which of these steps are open: a step that is added to the LVV may be open beside them. */
const openOf = (play: Play) =>
  play.open.filter((step) =>
    [
      'intake',
      'dossier-ind',
      'dossier-dtv',
      'case-conference',
      'admission',
      'legal-review',
      'return-counselling',
      'periodic-review',
      'outcome-registration',
    ].includes(step),
  );

describe('Intake and admission', () => {
  it('intake finds whether someone is in the target group, and admits nobody', () => {
    const inTargetGroup = (changes: Record<string, Json>) => {
      const play = new Play();
      play.perform('intake', like('intake', changes));
      assert.equal(play.state.facts['admission'], undefined);
      assert.deepEqual(openOf(play), ['dossier-ind', 'dossier-dtv', 'admission']);
      return play.state.facts['inTargetGroup'];
    };
    assert.equal(inTargetGroup({ proceduresFinished: 'yes', otherShelterRight: 'no' }), true);
    assert.equal(inTargetGroup({ proceduresFinished: 'no', otherShelterRight: 'no' }), false);
    assert.equal(inTargetGroup({ proceduresFinished: 'yes', otherShelterRight: 'yes' }), false);
  });

  it('admission opens the work with the person, without a direction until one is agreed', () => {
    const play = admitted();
    assert.deepEqual(openOf(play), [
      'dossier-ind',
      'dossier-dtv',
      'legal-review',
      'return-counselling',
      'periodic-review',
      'outcome-registration',
    ]);
    const undirected = after('intake');
    undirected.perform('admission', like('admission', { direction: undefined }));
    assert.equal(undirected.state.direction, null);
    const returning = after('intake');
    returning.perform('admission', like('admission', { direction: 'RETURN' }));
    assert.equal(returning.state.direction, 'RETURN');
  });

  it('who is not admitted gets no direction and no guidance: what is left is to register the outcome', () => {
    const play = notAdmitted();
    assert.deepEqual(openOf(play), ['outcome-registration']);
    assert.equal(play.state.direction, null);
    const refused = after('intake').refused('admission', like('admission', { decision: 'refused' }));
    assert.deepEqual(pointers(refused), ['/ground', '/direction']);
  });
});

describe('Legal review', () => {
  it('advises a direction, and sets none', () => {
    const play = admitted();
    play.perform('legal-review', like('legal-review', { advice: 'LEGALISATION' }));
    assert.equal(play.state.facts['legalAdvice'], 'LEGALISATION');
    assert.equal(play.state.direction, 'UNDER_INVESTIGATION');
    assert.ok(!play.open.includes('legal-review'));
  });

  it('is open again by the date that the reviewer plans', () => {
    const play = admitted();
    play.perform('legal-review', like('legal-review', { reviewAgainOn: '2027-02-01' }));
    const again = play.state.openSteps.find(({ step }) => step === 'legal-review');
    assert.equal(again?.targetDate, '2027-02-01');
    assert.ok(again.fatalDate! > '2027-02-01');
    assert.ok(again.wakeUps.every(({ at }) => at > '2027-02-01'));
  });
});

describe('Return counselling', () => {
  it('keeps the last choice, which the person may change or revoke', () => {
    const play = admitted();
    const choose = (choice: string) =>
      play.perform('return-counselling', like('return-counselling', { choice, nextSessionOn: '2027-01-04' }));
    for (const choice of ['considering', 'declined', 'return', 'onward-migration']) {
      choose(choice);
      assert.equal(play.state.facts['returnChoice'], choice);
    }
    choose('revoked');
    assert.ok(!('returnChoice' in play.state.facts));
    choose('return');
    assert.equal(play.state.facts['returnChoice'], 'return');
  });

  it('has nothing to revoke before a choice was made, nor twice', () => {
    const revoked = like('return-counselling', { choice: 'revoked', nextSessionOn: '2027-01-04' });
    const play = admitted();
    assert.deepEqual(pointers(play.refused('return-counselling', revoked)), ['/choice']);
    play.perform('return-counselling', like('return-counselling', { nextSessionOn: '2027-01-04' }));
    play.perform('return-counselling', revoked);
    assert.deepEqual(pointers(play.refused('return-counselling', revoked)), ['/choice']);
    for (const choice of ['considering', 'declined']) {
      play.perform('return-counselling', like('return-counselling', { choice, nextSessionOn: '2027-01-04' }));
      assert.deepEqual(pointers(play.refused('return-counselling', revoked)), ['/choice']);
    }
  });

  it('opens another session only when one is planned', () => {
    const play = admitted();
    play.perform('return-counselling', like('return-counselling', { nextSessionOn: '2027-01-04' }));
    assert.equal(play.state.openSteps.find(({ step }) => step === 'return-counselling')?.targetDate, '2027-01-04');
    play.perform('return-counselling');
    assert.ok(!play.open.includes('return-counselling'));
    assert.equal(play.refused('return-counselling').code, 'step-not-open');
    assert.equal(play.state.done['return-counselling']?.times, 2);
  });
});

describe('Outcome registration', () => {
  const input = (outcome: Outcome, evidenceKind: EvidenceKind, ground?: string) =>
    like('outcome-registration', {
      outcome,
      evidenceKind,
      ground: ground ?? (outcome === 'RESIDENCE_GRANTED' ? 'asylum' : undefined),
    });

  for (const outcome of outcomeCodes) {
    it(`takes ${outcome} with the evidence that proves it, and with no other`, () => {
      const play = outcome === 'REFUSED_AT_ADMISSION' ? notAdmitted() : admitted();
      const fitting: readonly EvidenceKind[] = outcomes[outcome].evidence;
      for (const kind of evidenceKinds.filter((one) => !fitting.includes(one))) {
        assert.deepEqual(pointers(play.refused('outcome-registration', input(outcome, kind))), ['/evidenceKind'], kind);
      }
      const { state, batches } = play;
      for (const kind of fitting) {
        const again = Object.assign(new Play(), { state, batches: [...batches] });
        again.perform('outcome-registration', input(outcome, kind));
        if (again.open.includes('outcome-check')) again.perform('outcome-check');
        assert.equal(again.state.status, 'closed');
        assert.equal(again.state.outcome, outcome);
      }
    });
  }

  it('registers of who was not admitted that, or that they died, and of nobody else that they were refused', () => {
    const kind = 'reasoned-decision';
    assert.deepEqual(pointers(admitted().refused('outcome-registration', input('REFUSED_AT_ADMISSION', kind))), [
      '/outcome',
    ]);
    for (const outcome of outcomeCodes.filter((code) => !['REFUSED_AT_ADMISSION', 'DECEASED'].includes(code))) {
      const evidence = outcomes[outcome].evidence[0]!;
      assert.ok(pointers(notAdmitted().refused('outcome-registration', input(outcome, evidence))).includes('/outcome'));
    }
    const died = notAdmitted();
    died.perform('outcome-registration', input('DECEASED', 'civil-registry'));
    assert.deepEqual([died.state.status, died.state.outcome], ['closed', 'DECEASED']);
  });

  it('asks for the ground with a residence permit, and takes one with no other outcome', () => {
    const play = admitted();
    const without = like('outcome-registration', { outcome: 'RESIDENCE_GRANTED', evidenceKind: 'ind-decision' });
    assert.deepEqual(pointers(play.refused('outcome-registration', without)), ['/ground']);
    const mob = input('MOB', 'last-contact-report', 'asylum');
    assert.deepEqual(pointers(play.refused('outcome-registration', mob)), ['/ground']);
  });

  it('tells all that does not fit in one go', () => {
    const wrong = input('REFUSED_AT_ADMISSION', 'coa-placement', 'medical');
    const refused = admitted().refused('outcome-registration', wrong);
    assert.deepEqual(pointers(refused), ['/ground', '/evidenceKind']);
  });

  it('closes what is still open, and says so of each step', () => {
    const play = admitted();
    const open = play.open.filter((step) => step !== 'outcome-registration');
    const { events } = play.perform('outcome-registration');
    assert.deepEqual(
      events.map(({ type, step }) => [type, step]),
      [
        ['step-completed', 'outcome-registration'],
        ['outcome-registered', undefined],
        ...open.map((step) => ['step-withdrawn', step]),
        ['trajectory-closed', undefined],
      ],
    );
  });

  it('is not open before admission was decided', () => {
    assert.equal(after('intake').refused('outcome-registration').code, 'step-not-open');
  });
});

describe('The action change-direction', () => {
  it('needs someone who has been admitted', () => {
    for (const play of [new Play(), after('intake'), notAdmitted()]) {
      assert.equal(play.refused('change-direction').code, 'conflict');
    }
  });

  it('sets the direction, an outcome never; the same direction again is not a change', () => {
    const play = admitted();
    const types = () => play.perform('change-direction').events.map(({ type }) => type);
    assert.deepEqual(types(), ['change-direction', 'direction-set']);
    assert.equal(play.state.direction, 'RETURN');
    assert.equal(play.state.outcome, null);
    assert.deepEqual(types(), ['change-direction']);
  });

  it('says what is still investigated only while it is investigated', () => {
    const play = admitted();
    const investigating = like('change-direction', { direction: 'UNDER_INVESTIGATION', investigating: 'IDENTITY' });
    play.perform('change-direction', investigating);
    assert.equal(play.state.facts['investigating'], 'IDENTITY');
    assert.deepEqual(
      pointers(play.refused('change-direction', like('change-direction', { investigating: 'IDENTITY' }))),
      ['/investigating'],
    );
    play.perform('change-direction');
    assert.ok(!('investigating' in play.state.facts));
  });
});

describe('The action withdraw', () => {
  it('ends a trajectory at any moment, at the own request of the person', () => {
    const ways = [[], ['intake'], ['intake', 'admission'], ['intake', 'admission', 'legal-review']];
    for (const way of ways) {
      const play = after(...way);
      const { open } = play;
      const withdrawn = play.perform('withdraw');
      // After admission it is an ending without a solution, at which a second person looks.
      const { events } = play.open.includes('outcome-check') ? play.perform('outcome-check') : withdrawn;
      assert.equal(play.state.outcome, 'OWN_REQUEST');
      assert.equal(play.state.status, 'closed');
      assert.deepEqual(
        events.filter(({ type }) => type === 'step-withdrawn').map(({ step }) => step),
        open,
      );
      assert.deepEqual(withdrawn.events[0]?.reason, { typed: 'Found a place with family.' });
    }
  });

  it('is not for who was refused at admission: that is counted as what it is', () => {
    const refused = notAdmitted().refused('withdraw');
    assert.equal(refused.code, 'conflict');
    assert.equal(refused.params?.['outcome'], 'REFUSED_AT_ADMISSION');
  });

  it('needs the statement, the day on which it was made and a reason', () => {
    const refused = new Play().refused('withdraw', {});
    assert.deepEqual(pointers(refused), ['/statement', '/evidenceKind', '/saidOn', '/reason']);
  });
});

describe('The action plan-step', () => {
  const repeatable = standardSteps.filter((step) => step.repeatable).map(({ name }) => name);

  it('plans conference, legal review, return counselling and review again, and no step that is done once', () => {
    assert.deepEqual(repeatable, ['case-conference', 'legal-review', 'return-counselling', 'periodic-review']);
    const once = standardSteps.filter((step) => !step.repeatable).map(({ name }) => name);
    for (const step of [...once, 'referral', 'withdraw', 'constructor', '']) {
      const refused = admitted().refused('plan-step', like('plan-step', { step }));
      assert.deepEqual(pointers(refused), ['/step'], step);
    }
  });

  it('plans a step once it was done, and not while it is open', () => {
    for (const step of repeatable) {
      const early = after('intake').refused('plan-step', like('plan-step', { step }));
      assert.equal(early.code, 'conflict');
      const play = admitted();
      for (const way of ['dossier-ind', 'dossier-dtv', 'rest-period']) play.perform(way);
      assert.equal(play.refused('plan-step', like('plan-step', { step })).code, 'conflict');
      play.perform(step);
      play.perform('plan-step', like('plan-step', { step, by: '2027-03-01' }));
      assert.equal(play.state.openSteps.find((open) => open.step === step)?.targetDate, '2027-03-01');
      assert.equal(play.refused('plan-step', like('plan-step', { step })).code, 'conflict');
      play.perform(step);
      assert.equal(play.state.done[step]?.times, 2);
    }
  });

  it('uses the term of the step itself when no date is given', () => {
    const play = after('intake', 'admission', 'legal-review');
    const first = play.events.find(({ effect }) => effect?.open?.step === 'legal-review')?.effect?.open;
    play.perform('plan-step', like('plan-step', { by: undefined }));
    const again = play.state.openSteps.find(({ step }) => step === 'legal-review');
    assert.deepEqual({ ...again, openedAt: first?.openedAt }, first);
  });
});

describe('A day that is filled in', () => {
  it('is one that exists', () => {
    const day = (heldOn: string) => definition('intake').input.safeParse(like('intake', { heldOn })).success;
    for (const good of ['2026-11-05', '2028-02-29']) assert.ok(day(good), good);
    for (const bad of ['2026-02-29', '2026-13-01', '05-11-2026', '2026-11-05T10:00:00Z', '']) {
      assert.ok(!day(bad), bad);
    }
  });
});
