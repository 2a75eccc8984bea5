import type { ReactNode } from 'react';
import { OccupancyMeter } from '../../charts/OccupancyMeter.tsx';
import { Definition, ScreenLink, Section } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import type { Row, Table } from '../statistics/asking.ts';
import { figureIn, mostCounted, shownIn, totalOf } from './reading.ts';
import { coordinatorTexts } from './words.ts';

/** A figure that is counted from the list behind it: how many there are, or that they are more. */
export interface Counted {
  count: number;
  isMore: boolean;
  list: string;
}

export interface TilesProps {
  table: Table;
  open: Counted | undefined;
  overdue: Counted | undefined;
  soon: Counted | undefined;
  escalated: Counted | undefined;
}

/** What is so now: each figure with what it counts, and the list behind it. */
export function Tiles({ table, open, overdue, soon, escalated }: TilesProps) {
  const t = useTexts(coordinatorTexts);
  const waiting = figureIn(table, 'waiting-list');
  return (
    <Section title={t.now}>
      <ul className="b-tiles">
        <Occupancy table={table} />
        <CountTile name={t.overdue} means={t.overdueMeans} counted={overdue} alarms />
        <CountTile name={t.soon} means={t.soonMeans} counted={soon} />
        <CountTile name={t.escalated} means={t.escalatedMeans} counted={escalated} alarms />
        <CountTile name={t.open} means={t.openMeans} counted={open} />
        {waiting && <FigureTile row={waiting} />}
      </ul>
    </Section>
  );
}

function Tile({
  name,
  figure,
  means,
  list,
  isAlarm = false,
  children,
}: {
  name: string;
  figure: ReactNode;
  means: string;
  list?: string;
  isAlarm?: boolean;
  children?: ReactNode;
}) {
  const t = useTexts(coordinatorTexts);
  return (
    <li className={`b-card b-stack ${isAlarm ? 'b-tile--alarm' : ''}`}>
      <h3 className="utrecht-heading-3">{name}</h3>
      <p className="b-tile__figure">{figure}</p>
      {children}
      {list !== undefined && (
        <p>
          <ScreenLink to={list}>
            {t.list}
            <span className="b-sr-only">: {name}</span>
          </ScreenLink>
        </p>
      )}
      <Definition of={name}>{means}</Definition>
    </li>
  );
}

function CountTile({
  name,
  means,
  counted,
  alarms = false,
}: {
  name: string;
  means: string;
  counted: Counted | undefined;
  alarms?: boolean;
}) {
  const t = useTexts(coordinatorTexts);
  const formats = useFormats();
  const figure = !counted ? '…' : counted.isMore ? t.more(mostCounted) : formats.number(counted.count);
  return (
    <Tile
      name={name}
      means={means}
      figure={figure}
      isAlarm={alarms && counted !== undefined && counted.count > 0}
      {...(counted && { list: counted.list })}
    />
  );
}

function FigureTile({ row, children }: { row: Row; children?: ReactNode }) {
  const t = useTexts(coordinatorTexts);
  const formats = useFormats();
  const { say } = useLanguage();
  const value = shownIn(totalOf(row));
  return (
    <Tile
      name={say(row.title)}
      means={say(row.definition)}
      figure={typeof value === 'number' ? formats.number(value) : (value ?? t.unknown)}
    >
      {value === 'x' && <p className="b-soft">{t.hidden}</p>}
      {children}
    </Tile>
  );
}

/** Who takes a place, against the places that there are. */
function Occupancy({ table }: { table: Table }) {
  const t = useTexts(coordinatorTexts);
  const formats = useFormats();
  const row = figureIn(table, 'participants');
  if (!row) return null;
  const taken = shownIn(totalOf(row));
  const places = shownIn(totalOf(figureIn(table, 'capacity')));
  if (typeof places !== 'number') {
    return (
      <FigureTile row={row}>
        <p>{t.noCapacity}</p>
      </FigureTile>
    );
  }
  if (typeof taken !== 'number') {
    return (
      <FigureTile row={row}>
        <p>{t.places(formats.number(places))}</p>
      </FigureTile>
    );
  }
  const says = t.occupancy(formats.number(taken), formats.number(places));
  return (
    <FigureTile row={row}>
      <OccupancyMeter taken={taken} places={places} says={says} />
      <p>{says}</p>
    </FigureTile>
  );
}
