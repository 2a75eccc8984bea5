import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Agencies', en: 'Agencies' } };

export default function AgenciesScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
