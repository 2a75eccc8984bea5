import assert from 'node:assert/strict';
import { outcomes, outcomesOf, putsOut } from '../../../src/lvv/codes.js';
import { Story } from '../../support/story.js';
import { admittedOn, confirmed, intakeOn } from './intake.js';

const why = { reason: 'As the file says.' };

describe('A case that ends before the decision on admission', () => {
  it('can end in every way in which a life goes on, and never by a decision that puts a participant out', () => {
    for (const outcome of outcomesOf('before-admission')) {
      const story = new Story('utrecht', '2026-03-02');
      story.on('2026-03-20').does('register-ending', {
        outcome,
        occurredOn: '2026-03-14',
        evidenceKind: outcomes[outcome].evidence[0]!,
        evidence: 'NOTE-2026-0117',
        ...(outcome === 'RESIDENCE_GRANTED' && { ground: 'other' }),
        ...why,
      });
      if (story.open.includes('outcome-check')) story.on('2026-03-21').does('outcome-check', confirmed);
      assert.deepEqual([story.state.status, story.state.outcome], ['closed', outcome]);
    }
    const story = new Story('utrecht', '2026-03-02').on('2026-03-20');
    const ended = {
      outcome: 'ENDED_HOUSE_RULES',
      occurredOn: '2026-03-14',
      evidenceKind: 'reasoned-decision',
      evidence: 'DEC-1',
    };
    assert.equal(story.refuses('register-ending', { ...ended, ...why }).code, 'invalid-input');
  });

  it('by withdrawing in September, entered in January, counts on the day in September', () => {
    const story = new Story('eindhoven', '2025-08-04');
    story
      .on('2026-01-12')
      .does('withdraw', { statement: 'LETTER-2025-311', evidenceKind: 'own-statement', saidOn: '2025-09-18', ...why });
    assert.deepEqual([story.state.status, story.figures['outcomeOn']], ['closed', '2025-09-18']);
  });
});

describe('A court that orders that shelter goes on', () => {
  it('keeps the municipality from ending it, and nobody from leaving by choice, returning or dying', () => {
    const held = () => {
      const story = new Story('rotterdam', '2026-01-12');
      story.on('2026-01-19').does('intake', intakeOn('2026-01-19'));
      story.on('2026-02-09').does('admission', admittedOn('2026-02-09'));
      story.does('start-shelter', { from: '2026-02-09', basis: 'admitted', ...why });
      return story.on('2026-04-01').does('place-court-hold', { order: 'AWB 25-0223', from: '2026-03-25', ...why });
    };
    const left = held().on('2026-04-10');
    assert.equal(left.refuses('end-shelter', { endedOn: '2026-04-10', why: 'decision', ...why }).code, 'conflict');
    left.does('end-shelter', { endedOn: '2026-04-09', why: 'own-choice', ...why });
    for (const outcome of outcomesOf('participant')) {
      const story = held().on('2026-04-10');
      const input = {
        outcome,
        occurredOn: '2026-04-08',
        evidenceKind: outcomes[outcome].evidence[0]!,
        evidence: 'NOTE-2026-0417',
        ...(outcome === 'RESIDENCE_GRANTED' && { ground: 'other' }),
      };
      if (putsOut(outcome)) assert.equal(story.refuses('outcome-registration', input).code, 'conflict');
      else story.does('outcome-registration', input);
    }
  });
});
