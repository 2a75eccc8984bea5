import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Work', en: 'Work' } };

export default function WorkScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
