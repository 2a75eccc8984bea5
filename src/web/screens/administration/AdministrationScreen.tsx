import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Administration', en: 'Administration' } };

export default function AdministrationScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
