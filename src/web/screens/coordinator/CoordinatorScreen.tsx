import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Coordinator', en: 'Coordinator' } };

export default function CoordinatorScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
