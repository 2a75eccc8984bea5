import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Trajectory', en: 'Trajectory' } };

export default function TrajectoryScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
