import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'List', en: 'List' } };

export default function ListScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
