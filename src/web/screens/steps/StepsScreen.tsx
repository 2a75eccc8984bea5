import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Steps', en: 'Steps' } };

export default function StepsScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
