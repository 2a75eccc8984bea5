import { Alert, Button } from '../components/basic.tsx';
import { Loading } from '../components/states.tsx';
import { useTexts } from '../language/language.tsx';
import { PreviewView, type Preview } from './PreviewView.tsx';
import { StageHeading } from './StageHeading.tsx';

const texts = {
  step2: { nl: 'Controleren en versturen', en: 'Check and send' },
  check: {
    nl: 'Er is nog niets verstuurd. Als u verstuurt, gebeurt dit.',
    en: 'Nothing has been sent yet. This is what happens when you send it.',
  },
  send: { nl: 'Versturen', en: 'Send' },
  back: { nl: 'Terug', en: 'Back' },
  step3: { nl: 'Versturen', en: 'Sending' },
  sending: { nl: 'Wordt verstuurd …', en: 'Being sent …' },
  waiting: {
    nl: 'Nog niet bevestigd. Het wordt vanzelf opnieuw geprobeerd en gebeurt precies één keer. U kunt dit scherm gerust open laten of later terugkomen.',
    en: 'Not confirmed yet. It is tried again by itself and happens exactly once. You can leave this screen open or come back later.',
  },
  busy: {
    nl: 'Het is nu druk. We versturen dit zodra het kan, precies één keer. Laat dit scherm open.',
    en: 'It is busy now. We send this as soon as we can, exactly once. Keep this screen open.',
  },
};

/** What would come of it, before it is sent. */
export function CheckStage({ preview, onSend, onBack }: { preview: Preview; onSend(): void; onBack(): void }) {
  const t = useTexts(texts);
  return (
    <>
      <StageHeading>{t.step2}</StageHeading>
      <Alert type="info">
        <p>{t.check}</p>
      </Alert>
      <PreviewView preview={preview} />
      <div className="b-row">
        <Button kind="primary" onClick={onSend}>
          {t.send}
        </Button>
        <Button onClick={onBack}>{t.back}</Button>
      </div>
    </>
  );
}

/** It is being sent. @param waitsFor what is waited for, when there is no definite answer yet */
export function SendingStage({ waitsFor }: { waitsFor: 'answer' | 'room' | null }) {
  const t = useTexts(texts);
  return (
    <>
      <StageHeading>{t.step3}</StageHeading>
      {waitsFor === null ? (
        <Loading what={t.sending} />
      ) : (
        <Alert type="warning" live>
          <p>{waitsFor === 'room' ? t.busy : t.waiting}</p>
        </Alert>
      )}
    </>
  );
}
