import { Page } from '../../components/Page.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = { title: { nl: 'Mailbox', en: 'Mailbox' } };

export default function MailboxScreen() {
  const t = useTexts(texts);
  return <Page title={t.title}>{null}</Page>;
}
