import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Statistics', en: 'Statistics' } };

export default function StatisticsScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
