import assert from 'node:assert/strict';
import { defineDomain } from '../../src/trajectory/definitions/domain.js';
import { counting, inPeriod } from '../../src/trajectory/figures/figure.js';
import { generalFigures } from '../../src/trajectory/figures/general.js';
import type { FiguresDefinition } from '../../src/trajectory/figures/definition.js';
import { debtCounselling } from '../domains/debtCounselling/index.js';

const { outcomes } = debtCounselling;
const general = generalFigures({ outcomes });
const text = { en: 'Something', nl: 'Iets' };
const figure = (id: string, group: string, shareOf?: string) =>
  inPeriod({ id, group, title: text, definition: text, population: 'opened', making: counting(() => true, shareOf) });
const withFigure = (...own: Parameters<typeof figure>): FiguresDefinition => ({
  ...general,
  period: { ...general.period, figures: [...general.period.figures, figure(...own)] },
});

describe('The figures that a domain declares', () => {
  it('are refused at the start when they name a group, a figure or a class that there is not, or a figure twice', () => {
    const [classMap] = general.classMaps;
    const faults: [FiguresDefinition, RegExp][] = [
      [withFigure('mine', 'nowhere'), /mine: group nowhere/],
      [withFigure('mine', 'flow', 'nothing'), /mine: figure nothing/],
      [withFigure('opened', 'flow'), /two figures opened/],
      [
        { ...general, classMaps: [{ ...classMap, classes: { WITHDRAWN: 'LOST' } }] },
        /class map no-classes: class LOST/,
      ],
      [{ ...general, days: { left: ['leftOn'] } }, /left is the name of something else/],
    ];
    for (const [figures, message] of faults) {
      assert.throws(() => defineDomain({ ...debtCounselling, figures }), message);
    }
    defineDomain({ ...debtCounselling, figures: withFigure('mine', 'flow', 'opened') });
  });

  it('are those of any domain when it declares none', () => {
    const { figures: _own, ...without } = debtCounselling;
    const ids = defineDomain(without).figures.period.figures.map(({ id }) => id);
    assert.deepEqual(ids.slice(0, 4), ['open', 'opened', 'closed', 'closed-by-outcome']);
    assert.ok(ids.includes('waited-n') && !ids.includes('closed-by-class'));
  });
});
