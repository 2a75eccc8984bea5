import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { mayAtAll, useKnownMe, type Me } from '../../api/me.ts';
import { useFilters } from '../../components/address.ts';
import { Page } from '../../components/Page.tsx';
import { useLanguage, useTexts, type Text } from '../../language/language.tsx';
import '../../styles/admin.css';
import { AccessLogPart } from './AccessLogPart.tsx';
import { DelegationsPart } from './DelegationsPart.tsx';
import { DirectoryPart } from './DirectoryPart.tsx';
import { ErasuresPart } from './ErasuresPart.tsx';
import { ProcessingPart } from './ProcessingPart.tsx';
import { ProgrammesPart } from './ProgrammesPart.tsx';

interface Part {
  name: string;
  title: Text;
  shows(me: Me): boolean;
  component: ComponentType;
}

const parts: readonly Part[] = [
  {
    name: 'programmes',
    title: { nl: 'Programma', en: 'Programme' },
    shows: () => true,
    component: ProgrammesPart,
  },
  {
    name: 'directory',
    title: { nl: 'Partijen', en: 'Agencies' },
    shows: (me) => mayAtAll(me, 'directory:read'),
    component: DirectoryPart,
  },
  {
    name: 'erasures',
    title: { nl: 'Wissen', en: 'Erasure' },
    shows: (me) => mayAtAll(me, 'erasure:list'),
    component: ErasuresPart,
  },
  {
    name: 'access-log',
    title: { nl: 'Toegangslog', en: 'Access log' },
    shows: (me) => mayAtAll(me, 'log:read'),
    component: AccessLogPart,
  },
  {
    name: 'delegations',
    title: { nl: 'Vervanging', en: 'Delegations' },
    shows: (me) => mayAtAll(me, 'delegation:list'),
    component: DelegationsPart,
  },
  {
    name: 'processing',
    title: { nl: 'Verwerkingsregister', en: 'Processing register' },
    shows: () => true,
    component: ProcessingPart,
  },
];

const texts = {
  title: { nl: 'Beheer', en: 'Administration' },
  parts: { nl: 'Onderdelen van beheer', en: 'Parts of administration' },
};
const filters = ['part'] as const;

export default function AdministrationScreen() {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const me = useKnownMe();
  const { values } = useFilters(filters);
  const mine = parts.filter(({ shows }) => shows(me));
  const { name: chosen, component: Chosen } = mine.find(({ name }) => name === values.part) ?? mine[0]!;
  return (
    <Page title={t.title}>
      <nav aria-label={t.parts}>
        <ul className="b-parts">
          {mine.map(({ name, title }) => (
            <li key={name}>
              <Link href={`/administration?part=${name}`} aria-current={name === chosen ? 'page' : undefined}>
                {say(title)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Chosen />
    </Page>
  );
}
