import assert from 'node:assert/strict';
import { boxHeight, boxWidth, layoutOf, linesOf, type Box } from '../../src/web/diagram/layout.js';

const names = ['referral', 'intake', 'dossier', 'admission', 'review', 'outcome', 'identity'];
const edges = [
  { from: 'referral', to: 'intake' },
  { from: 'intake', to: 'dossier' },
  { from: 'intake', to: 'admission' },
  { from: 'dossier', to: 'admission' },
  { from: 'admission', to: 'review' },
  { from: 'admission', to: 'outcome' },
  { from: 'outcome', to: 'review' },
  { from: 'review', to: 'intake' },
];

describe('The layout of a diagram', () => {
  const { boxes, arrows, width, height } = layoutOf(names, edges);
  const at = (name: string): Box => boxes.find((box) => box.name === name)!;

  it('places each step once, within the picture, and no two over each other', () => {
    assert.deepEqual(boxes.map(({ name }) => name).toSorted(), names.toSorted());
    for (const { x, y } of boxes) assert.ok(x >= 0 && y >= 0 && x + boxWidth <= width && y + boxHeight <= height);
    for (const one of boxes) {
      for (const other of boxes.filter(({ name }) => name !== one.name)) {
        assert.ok(Math.abs(one.x - other.x) >= boxWidth || Math.abs(one.y - other.y) >= boxHeight);
      }
    }
  });

  it('has each step below all that lead to it', () => {
    for (const { from, to } of [...edges.slice(0, 6), ...arrows]) assert.ok(at(from).y < at(to).y, `${from} ${to}`);
  });

  it('draws no way back, and no shortcut where the long way is drawn', () => {
    const drawn = arrows.map(({ from, to }) => `${from} ${to}`);
    assert.ok(!drawn.includes('review intake'));
    assert.ok(!drawn.includes('intake admission'));
    assert.ok(drawn.includes('dossier admission'));
  });

  it('is the same each time, and never wider than seven steps', () => {
    assert.deepEqual(layoutOf(names, edges), layoutOf(names, edges));
    const many = Array.from({ length: 24 }, (_none, index) => `step-${index}`);
    assert.ok(layoutOf(many, []).width <= 7 * (boxWidth + 20));
    assert.deepEqual(layoutOf([], []).boxes, []);
  });

  it('breaks a title between words, so that its lines are the title again', () => {
    const title = 'Uitstel van vertrek om medische redenen (art. 64)';
    assert.equal(linesOf(title).join(' '), title);
    assert.ok(linesOf(title).length <= 3);
  });
});
