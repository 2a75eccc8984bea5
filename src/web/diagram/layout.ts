/** Where boxes and arrows of a diagram stand. Pure: the same steps always make the same picture. */
export interface Edge {
  from: string;
  to: string;
}
export interface Box {
  name: string;
  x: number;
  y: number;
}
export interface Arrow extends Edge {
  path: string;
}
export interface Layout {
  width: number;
  height: number;
  boxes: Box[];
  arrows: Arrow[];
}

export const boxWidth = 172;
export const boxHeight = 64;
const gap = { x: 20, y: 46 };
/** As many beside each other as fit on a page. */
const mostInRow = 7;
/** Rounds of moving boxes towards what they hang on. */
const rounds = 4;

/** @param names in their usual order: an arrow to an earlier one is a way back, and is not drawn */
export function layoutOf(names: readonly string[], edges: readonly Edge[]): Layout {
  const place = new Map(names.map((name, index) => [name, index]));
  const ahead = edges.filter(({ from, to }) => (place.get(from) ?? Infinity) < (place.get(to) ?? -1));
  const rows = rowsOf(names, ahead);
  for (let round = 0; round < rounds; round += 1) order(rows, ahead);
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const width = widest * (boxWidth + gap.x) - gap.x;
  const boxes = rows.flatMap((row, line) => {
    const left = (width - (row.length * (boxWidth + gap.x) - gap.x)) / 2;
    return row.map((name, index): Box => ({
      name,
      x: left + index * (boxWidth + gap.x),
      y: line * (boxHeight + gap.y),
    }));
  });
  const at = new Map(boxes.map((box) => [box.name, box]));
  const arrows = withoutDetours(ahead).map(({ from, to }): Arrow => ({
    from,
    to,
    path: pathOf(at.get(from)!, at.get(to)!),
  }));
  return { width, height: Math.max(1, rows.length) * (boxHeight + gap.y) - gap.y, boxes, arrows };
}

/** Each box below all that lead to it; a row that is too long goes on in the next. */
function rowsOf(names: readonly string[], edges: readonly Edge[]): string[][] {
  const level = new Map<string, number>();
  for (const name of names) {
    const before = edges.filter(({ to }) => to === name).map(({ from }) => level.get(from)! + 1);
    level.set(name, Math.max(0, ...before));
  }
  const rows: string[][] = [];
  for (const [name, wanted] of level) (rows[wanted] ??= []).push(name);
  return rows.flatMap((row) => {
    const parts = Math.ceil(row.length / mostInRow);
    const size = Math.ceil(row.length / parts);
    return Array.from({ length: parts }, (_none, part) => row.slice(part * size, (part + 1) * size));
  });
}

/** Moves each box to the middle of what leads to it, as far as the row allows. */
function order(rows: string[][], edges: readonly Edge[]): void {
  const place = new Map(
    rows.flatMap((row) => row.map((name, index): [string, number] => [name, (index + 0.5) / row.length])),
  );
  for (const [line, row] of rows.entries()) {
    if (line === 0) continue;
    const middle = (name: string): number => {
      const before = edges.filter(({ to }) => to === name).map(({ from }) => place.get(from)!);
      return before.length === 0 ? place.get(name)! : before.reduce((sum, one) => sum + one, 0) / before.length;
    };
    rows[line] = row.toSorted((one, other) => middle(one) - middle(other));
  }
}

/** Leaves an arrow out where two others go the same way by a box between. */
function withoutDetours(edges: readonly Edge[]): Edge[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (next.get(from) ?? []).some((one) => {
      if (one === to) return true;
      if (seen.has(one)) return false;
      seen.add(one);
      return reaches(one, to, seen);
    });
  return edges.filter(({ from, to }) => !(next.get(from) ?? []).some((one) => one !== to && reaches(one, to)));
}

function pathOf(from: Box, to: Box): string {
  const start = { x: from.x + boxWidth / 2, y: from.y + boxHeight };
  const end = { x: to.x + boxWidth / 2, y: to.y - 4 };
  const bend = (end.y - start.y) / 2;
  return `M ${start.x} ${start.y} C ${start.x} ${start.y + bend}, ${end.x} ${end.y - bend}, ${end.x} ${end.y}`;
}

/** A name on as many lines as it needs; what does not fit on three ends with an ellipsis. */
export function linesOf(text: string, longest = 19): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]} …`];
}
