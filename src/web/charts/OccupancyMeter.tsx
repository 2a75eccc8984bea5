import { scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';

const size = { width: 240, height: 22 };

/** How full it is: the bar is who takes a place, the mark is where it is full. The figure stands beside it in words. */
export function OccupancyMeter({ taken, places, says }: { taken: number; places: number; says: string }) {
  const along = scaleLinear({ domain: [0, Math.max(taken, places, 1)], range: [0, size.width - 4] });
  return (
    <svg role="img" aria-label={says} viewBox={`0 0 ${size.width} ${size.height}`} className="b-meter">
      <Bar x={1} y={4} width={along(places)} height={14} fill="var(--b-accent-soft)" stroke="var(--b-line-strong)" />
      <Bar x={1} y={4} width={along(taken)} height={14} fill={taken > places ? 'var(--b-red)' : 'var(--b-accent)'} />
      <line
        x1={along(places) + 1}
        x2={along(places) + 1}
        y1={0}
        y2={size.height}
        stroke="var(--b-ink)"
        strokeWidth={3}
      />
    </svg>
  );
}
