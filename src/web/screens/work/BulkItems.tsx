import { useEffect, useRef } from 'react';
import { useTitles } from '../../catalogue/catalogue.ts';
import { Badge, type Tone } from '../../components/basic.tsx';
import { Table } from '../../components/Table.tsx';
import { PersonLine } from '../../components/person.tsx';
import { shortId } from '../../components/trajectory.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { BulkItem } from './bulk.ts';
import { taskKey } from './tasks.ts';

const texts = {
  preview: { nl: 'Wat er zou gebeuren. Er is nog niets veranderd.', en: 'What would happen. Nothing has changed yet.' },
  caption: { nl: 'Per traject', en: 'For each trajectory' },
  trajectory: { nl: 'Traject', en: 'Trajectory' },
  step: { nl: 'Stap', en: 'Step' },
  result: { nl: 'Uitkomst', en: 'Result' },
  'would-be-done': { nl: 'Kan', en: 'Possible' },
  done: { nl: 'Gedaan', en: 'Done' },
  refused: { nl: 'Kan niet', en: 'Not possible' },
  'not-confirmed': { nl: 'Niet bevestigd', en: 'Not confirmed' },
  unsure: {
    nl: 'Het is niet zeker of dit gelukt is. Probeer het opnieuw: het gebeurt nooit twee keer.',
    en: 'It is not certain that this was done. Try again: it never happens twice.',
  },
  tells: { nl: 'Krijgt bericht:', en: 'Will be told:' },
};
const tones: Record<BulkItem['result'], Tone> = {
  'would-be-done': 'active',
  done: 'success',
  refused: 'danger',
  'not-confirmed': 'warning',
};

/** What would happen to each, or how it went; what is said of it gets the focus, since what was pressed is gone. */
export function BulkItems({ items, summary }: { items: readonly BulkItem[]; summary?: string }) {
  const t = useTexts(texts);
  const titles = useTitles();
  const names = useNames();
  const formats = useFormats();
  const first = useRef<HTMLParagraphElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <>
      <p ref={first} tabIndex={-1} className="utrecht-paragraph">
        {summary ?? t.preview}
      </p>
      <Table
        caption={t.caption}
        rows={items}
        rowKey={({ task }) => taskKey(task)}
        columns={[
          {
            key: 'trajectory',
            label: t.trajectory,
            cell: ({ task }) => (
              <>
                {shortId(task.trajectoryId)}
                <PersonLine person={task.person} />
              </>
            ),
          },
          { key: 'step', label: t.step, cell: ({ task }) => titles.step(task.step) },
          {
            key: 'result',
            label: t.result,
            cell: ({ result, why, tells }) => (
              <>
                <Badge tone={tones[result]}>{t[result]}</Badge>
                {why !== undefined && <div>{why}</div>}
                {why === undefined && result === 'not-confirmed' && <div>{t.unsure}</div>}
                {tells.length > 0 && (
                  <div className="b-soft">
                    {t.tells} {formats.list(tells.map((agency) => names.agency(agency)))}
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
