import assert from 'node:assert/strict';
import { actor, after, like, pointers, type Play } from '../../support/play.js';

const person = ({ state }: Play) => {
  const { calledBy, birthYear, birthYearIsAbout, vNumber, languages, reach } = state.facts;
  return { calledBy, birthYear, birthYearIsAbout, vNumber, languages, reach };
};
const nothing = {
  calledBy: undefined,
  birthYear: undefined,
  birthYearIsAbout: undefined,
  vNumber: undefined,
  languages: undefined,
  interpreterNeeded: undefined,
  reach: undefined,
};
const described = (given: object) => like('describe-person', { ...nothing, ...given });

describe('Who a trajectory is about', () => {
  it('is described in part, and what is left empty stays as it was', () => {
    const play = after('intake');
    play.perform('describe-person');
    play.perform('describe-person', described({ calledBy: 'Selam H.', reach: {} }));
    const { calledBy, birthYear, vNumber, reach } = person(play);
    assert.deepEqual([calledBy, birthYear, vNumber], ['Selam H.', 1994, '2790046133']);
    assert.deepEqual(reach, {
      kind: 'through-someone',
      value: 'The desk of the shelter',
      notWhen: 'After six in the evening',
    });
  });

  it('changes without a trace being lost: each description is an entry of its own', () => {
    const play = after('intake');
    play.perform('describe-person', described({ calledBy: 'Selam' }));
    const { events } = play.perform('describe-person', described({ calledBy: 'Mebrahtu' }));
    assert.deepEqual(
      events.map(({ type, data }) => [type, data]),
      [['describe-person', { calledBy: 'Mebrahtu' }]],
    );
  });

  it('has a year of birth that is as sure as was said with it', () => {
    const play = after('intake');
    play.perform('describe-person', described({ birthYear: 1994, birthYearIsAbout: true }));
    assert.equal(person(play).birthYearIsAbout, true);
    play.perform('describe-person', described({ birthYear: 1996 }));
    assert.deepEqual([person(play).birthYear, person(play).birthYearIsAbout ?? null], [1996, null]);
    assert.deepEqual(pointers(play.refused('describe-person', described({ birthYear: 2099 }))), ['/birthYear']);
    const unknown = after('intake');
    unknown.perform('describe-person', described({ birthYearIsAbout: true }));
    assert.equal(person(unknown).birthYearIsAbout, undefined);
  });

  it('keeps a name as it is written, in one line and without what does not show', () => {
    const play = after('intake');
    play.perform('describe-person', described({ calledBy: '  \u202eمی\u200cنا \n  Jansen-de Boer\u200b ' }));
    assert.equal(person(play).calledBy, 'می\u200cنا Jansen-de Boer');
    assert.deepEqual(pointers(play.refused('describe-person', described({ calledBy: '\u200b \u2800' }))), [
      '/calledBy',
    ]);
    assert.deepEqual(pointers(play.refused('describe-person', described({ calledBy: 'x'.repeat(81) }))), ['/calledBy']);
  });

  it('has a V-number of as many digits as the programme says, which says who is meant and bars nobody', () => {
    const play = after('intake');
    play.perform('describe-person', described({ vNumber: 'V-nr. 279.004.6133' }));
    assert.equal(person(play).vNumber, '2790046133');
    assert.equal(play.state.facts['knownAs'], undefined);
    assert.deepEqual(pointers(play.refused('describe-person', described({ vNumber: '27900461' }))), ['/vNumber']);
  });

  it('is taken away by whoever may see it, with nothing in its place', () => {
    const play = after('intake');
    play.perform('describe-person');
    play.perform('describe-person', described({ noLonger: ['birthYear', 'vNumber'] }));
    const { birthYear, birthYearIsAbout, vNumber, calledBy } = person(play);
    assert.deepEqual([birthYear ?? null, birthYearIsAbout ?? null, vNumber ?? null], [null, null, null]);
    assert.equal(calledBy, 'Selam');
    const both = described({ noLonger: ['calledBy'], calledBy: 'Selam' });
    assert.deepEqual(pointers(play.refused('describe-person', both)), ['/noLonger']);
  });

  it('is not taken away by who may not see it, whether it is known or not', () => {
    const [known, unknown] = [after('intake', 'admission'), after('intake', 'admission')];
    known.perform('describe-person', described({ vNumber: '2790046133' }));
    const refusals = [known, unknown].map((play) => {
      const refused = play.refusedCommand(
        play.command('describe-person', {
          input: described({ noLonger: ['vNumber'] }),
          actor: actor('ngo:counsellor'),
        }),
      );
      return [refused.code, refused.detail, pointers(refused)];
    });
    assert.deepEqual(refusals[0], refusals[1]);
    assert.deepEqual(refusals[0]![2], ['/noLonger']);
  });

  it('is not described by nothing', () => {
    const play = after('intake');
    assert.equal(play.refused('describe-person', described({})).code, 'invalid-input');
    assert.equal(play.refused('describe-person', described({ reach: {}, languages: [] })).code, 'invalid-input');
  });
});
