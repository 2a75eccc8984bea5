import assert from 'node:assert/strict';
import { partWordsOf } from '../../src/api/figures/figures.js';
import { allFigures } from '../support/lvvFigures.js';
import { partsOf, partTitle } from '../../src/trajectory/figures/figure.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { programmeWith } from '../support/play.js';

const words = partWordsOf(programmesOf([programmeWith()]));
const figure = (id: string) => allFigures.find((one) => one.figure.id === id)!.figure;

describe('The parts of a figure', () => {
  it('have the titles that the domain gives its agencies, and are always shown', () => {
    assert.deepEqual(Object.keys(partsOf(figure('waited-n'), words)), ['municipality', 'ngo', 'ind', 'dtv', 'avim']);
    assert.deepEqual(partTitle(figure('waiting-n'), 'ngo', words), { nl: 'Maatschappelijke organisatie', en: 'NGO' });
  });

  it('are called by words in both languages where codes of a form tell them apart, also by several together', () => {
    assert.deepEqual(partTitle(figure('escalations-by-result'), 'steering-group/not-agreed', words), {
      nl: 'Stuurgroep, Geen overeenstemming',
      en: 'Steering group, Not agreed',
    });
    for (const part of ['objection', 'objection/upheld', 'interim-measure']) {
      for (const title of Object.values(partTitle(figure('objections-by-kind'), part, words))) {
        assert.doesNotMatch(title, /\/|objection|interim-measure|upheld/);
      }
    }
  });
});
