import { useId, useMemo } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../language/language.tsx';
import '../styles/diagram.css';
import { boxHeight, boxWidth, layoutOf, linesOf, type Edge } from './layout.ts';

export type NodeState = 'done' | 'open' | 'overdue' | 'planned' | 'possible' | 'not-yet' | 'withdrawn' | 'plain';

export interface DiagramNode {
  name: string;
  title: string;
  state: NodeState;
  /** More about it in words, such as who is to do it. */
  about?: string;
  href?: string;
}

export const stateWords = {
  done: { nl: 'Gedaan', en: 'Done' },
  open: { nl: 'Staat open', en: 'Open' },
  overdue: { nl: 'Open en te laat', en: 'Open and overdue' },
  planned: { nl: 'Gepland', en: 'Planned' },
  possible: { nl: 'Kan hierna', en: 'Possible next' },
  'not-yet': { nl: 'Nog niet', en: 'Not yet' },
  withdrawn: { nl: 'Vervallen', en: 'Withdrawn' },
  plain: { nl: '', en: '' },
};
/** A sign for each, so that colour is not needed. */
const signs: Record<NodeState, string> = {
  done: '✓',
  open: '▶',
  overdue: '!',
  planned: '◷',
  possible: '○',
  'not-yet': '',
  withdrawn: '×',
  plain: '',
};

/** Steps and what leads to what, as a picture; each box can be reached by keyboard and says in words how it stands. */
export function Diagram({
  label,
  nodes,
  edges,
}: {
  label: string;
  nodes: readonly DiagramNode[];
  edges: readonly Edge[];
}) {
  const words = useTexts(stateWords);
  const marker = useId();
  const layout = useMemo(
    () =>
      layoutOf(
        nodes.map(({ name }) => name),
        edges,
      ),
    [nodes, edges],
  );
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return (
    <div className="b-diagram" role="group" aria-label={label} tabIndex={0}>
      <svg
        viewBox={`-4 -4 ${layout.width + 8} ${layout.height + 8}`}
        width={layout.width + 8}
        height={layout.height + 8}
        aria-label={label}
        role="list"
      >
        <defs>
          <marker id={marker} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M 0 0 L 8 4 L 0 8 z" className="b-arrow-head" />
          </marker>
        </defs>
        <g aria-hidden="true">
          {layout.arrows.map(({ from, to, path }) => (
            <path key={`${from} ${to}`} d={path} className="b-arrow" markerEnd={`url(#${marker})`} />
          ))}
        </g>
        {layout.boxes.map(({ name, x, y }) => {
          const node = byName.get(name)!;
          const spoken = [node.title, words[node.state], node.about].filter(Boolean).join(', ');
          return (
            <g key={name} role="listitem" transform={`translate(${x} ${y})`}>
              {node.href === undefined ? (
                <g role="img" aria-label={spoken}>
                  <NodeBox node={node} />
                </g>
              ) : (
                <Link href={node.href} aria-label={spoken} aria-current={isHere(node.state) ? 'step' : undefined}>
                  <NodeBox node={node} />
                </Link>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const isHere = (state: NodeState): boolean => state === 'open' || state === 'overdue';

function NodeBox({ node: { title, state } }: { node: DiagramNode }) {
  const lines = linesOf(title);
  const top = boxHeight / 2 - ((lines.length - 1) * 15) / 2 + 4;
  return (
    <>
      <rect width={boxWidth} height={boxHeight} rx="6" className={`b-box b-box--${state}`} />
      <text x="10" y="16" className="b-box-sign" aria-hidden="true">
        {signs[state]}
      </text>
      {lines.map((line, index) => (
        <text
          key={line}
          x={boxWidth / 2}
          y={top + index * 15}
          textAnchor="middle"
          className={`b-box-text b-box-text--${state}`}
        >
          {/* What is seen is to be found in the name of the link, so the lines are words apart. */}
          {index < lines.length - 1 ? `${line} ` : line}
        </text>
      ))}
    </>
  );
}
