import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Perform', en: 'Perform' } };

export default function PerformScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
