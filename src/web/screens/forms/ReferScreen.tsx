import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Refer', en: 'Refer' } };

export default function ReferScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
