import { getDefaultFormState } from '@rjsf/utils';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useKnownMe } from '../api/me.ts';
import { ApiProblem } from '../api/problem.ts';
import { Alert, Button } from '../components/basic.tsx';
import { announce } from '../components/Announcer.tsx';
import { Loading } from '../components/states.tsx';
import { useFormats } from '../language/formats.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import '../styles/forms.css';
import { askedNow, withoutImpossible, withoutUnasked } from './askedNow.ts';
import { give } from './command.ts';
import { ConflictView } from './ConflictView.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import type { DeclaredSchema } from './declaredSchema.ts';
import { asked, localized } from './localized.ts';
import { PreviewView, type Preview } from './PreviewView.tsx';
import { Refused } from './Refused.tsx';
import { StageHeading } from './StageHeading.tsx';
import { ThemedForm } from './theme.tsx';
import { useDraft } from './useDraft.ts';
import { errorSchemaOf, faultsIn, faultsOf, interpreter, withoutEmptied, type FieldFault } from './validation.ts';

const texts = {
  next: { nl: 'Verder: wie krijgt bericht?', en: 'Next: who will be told?' },
  send: { nl: 'Versturen', en: 'Send' },
  back: { nl: 'Terug', en: 'Back' },
  check: {
    nl: 'Er is nog niets verstuurd. Als u verstuurt, gebeurt dit.',
    en: 'Nothing has been sent yet. This is what happens when you send it.',
  },
  sending: { nl: 'Wordt verstuurd …', en: 'Being sent …' },
  waiting: {
    nl: 'Nog niet bevestigd. Het wordt vanzelf opnieuw geprobeerd en gebeurt precies één keer. U kunt dit scherm gerust open laten of later terugkomen.',
    en: 'Not confirmed yet. It is tried again by itself and happens exactly once. You can leave this screen open or come back later.',
  },
  busy: {
    nl: 'Het is nu druk. We versturen dit zodra het kan, precies één keer. Laat dit scherm open.',
    en: 'It is busy now. We send this as soon as we can, exactly once. Keep this screen open.',
  },
  draft: { nl: 'Teruggezet: wat u eerder had ingevuld, van', en: 'Put back: what you filled in earlier, of' },
  drop: { nl: 'Leeg beginnen', en: 'Begin empty' },
  kept: {
    nl: 'Wat u invult wordt versleuteld bewaard tot u verstuurt.',
    en: 'What you fill in is kept, encrypted, until you send it.',
  },
  left: {
    nl: 'Wat u hebt ingevuld en niet verstuurd is bewaard.',
    en: 'What you filled in and did not send is kept.',
  },
  step2: { nl: 'Controleren en versturen', en: 'Check and send' },
  step3: { nl: 'Versturen', en: 'Sending' },
  asking: {
    nl: 'Even geen antwoord. Zodra dat er is, gaat dit vanzelf verder; er is nog niets verstuurd.',
    en: 'No answer for a moment. This goes on by itself as soon as there is one; nothing has been sent yet.',
  },
};

type Stage =
  | { name: 'fill' }
  | { name: 'check'; preview: Preview }
  | { name: 'sending'; waitsFor?: 'answer' | 'room' }
  | { name: 'conflict'; problem?: ApiProblem };

/** Once it is not known whether it was done, that it is busy says nothing of it any more. */
function stillSending(now: Stage, error: unknown): Stage {
  const isBusy = error instanceof ApiProblem && error.code === 'too-busy';
  const wasUnknown = now.name === 'sending' && now.waitsFor === 'answer';
  return { name: 'sending', waitsFor: isBusy && !wasUnknown ? 'room' : 'answer' };
}

/** No answer is chosen beforehand: the form library would tick the first of a list. */
const defaults = { requiredBooleanDefault: 'skip', constAsDefaults: 'never' } as const;

/** Refusals that say that the trajectory is not what it was. */
const changed = ['stale-version', 'step-not-open', 'trajectory-closed'];

export interface StepFormProps<Answer> {
  schema: DeclaredSchema;
  /** Under which the draft is kept, such as the trajectory and the step. */
  draftOf: string;
  /** The trajectory and its version as it is now; absent for a referral. */
  trajectory?: { id: string; version: number };
  /** Where it is sent, and where is told what would come of it. */
  path: string;
  previewPath: string;
  /** Filled in beforehand where nothing was typed. */
  begin?: Record<string, unknown>;
  /** Of a form that is not the body itself: what is sent, and where in the form a fault in that is. */
  sentAs?: { bodyOf(input: Record<string, unknown>): unknown; pointerOf(pointer: string): string };
  /** @param preview what was said would come of it; null when it was sent on after a reload */
  onDone(answer: Answer, preview: Preview | null): void;
  onLeave(): void;
}

/** A form from its schema: filled in, looked at by who sends it, and sent until it is answered. */
export function StepForm<Answer>(props: StepFormProps<Answer>) {
  const { schema, draftOf, trajectory, path, previewPath, begin, sentAs, onDone, onLeave } = props;
  const bodyOf = (input: Record<string, unknown>): unknown => sentAs?.bodyOf(input) ?? input;
  const t = useTexts(texts);
  const formats = useFormats();
  const { language } = useLanguage();
  const me = useKnownMe();
  const { draft, found, change, changeNow, drop } = useDraft(me.subject, draftOf, () => announce(t.left));
  const [stage, setStage] = useState<Stage>({ name: 'fill' });
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [asking, setAsking] = useState<'no' | 'yes' | 'waiting'>('no');
  const lastPreview = useRef<Preview | null>(null);
  const stop = useRef<AbortController>(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);
  const whole = useMemo(() => localized(schema, language), [schema, language]);
  // With what the schema fills in itself, so that the form does not take that for something typed.
  const empty = useMemo(
    () => getDefaultFormState(interpreter, whole, begin ?? {}, whole, false, defaults) as Record<string, unknown>,
    [whole, begin],
  );
  const filled = !draft || draft.at === '' ? empty : draft.input;
  const form = useMemo(() => askedNow(schema, filled), [schema, filled]);
  const shown = useMemo(() => localized(form, language), [form, language]);
  const ui = useMemo(() => asked(schema), [schema]);
  const errors = useMemo(() => errorSchemaOf(faults, language), [faults, language]);

  // What was sent and not yet answered, before a reload or a break, is sent on: under the same key it happens once.
  const resumed = useRef(false);
  useEffect(() => {
    if (draft?.sentAs && !resumed.current) void send(draft.input, draft.version, draft.sentAs);
  });

  if (!draft) return <Loading />;
  const version = draft.version ?? trajectory?.version ?? null;

  function refused(error: unknown): void {
    setAsking('no');
    if (stop.current.signal.aborted) return;
    if (trajectory && error instanceof ApiProblem && changed.includes(error.code))
      return setStage({ name: 'conflict', problem: error });
    setStage({ name: 'fill' });
    if (!(error instanceof ApiProblem) || error.status !== 400) return setFailure(error);
    const { errors: named = [], detail } = error.body;
    const placed = named.map((one) => ({ ...one, pointer: sentAs?.pointerOf(one.pointer ?? '') ?? one.pointer ?? '' }));
    setFaults(faultsOf(placed.length > 0 ? placed : [{ detail }], schema));
  }

  async function check(typed: Record<string, unknown>, on: number | null): Promise<void> {
    const input = withoutEmptied(withoutUnasked(schema, typed));
    setFailure(null);
    const wrong = faultsIn(askedNow(schema, input), input);
    setFaults(wrong);
    if (wrong.length > 0) return setStage({ name: 'fill' });
    setAsking('yes');
    try {
      const question = { path: previewPath, body: bodyOf(input), key: null, version: null, who: me.subject };
      const preview = await give<Preview>(question, () => setAsking('waiting'), stop.current.signal);
      setAsking('no');
      lastPreview.current = preview;
      // A caller who cannot see the trajectory gets no version with the preview.
      change({ input, version: trajectory ? (on ?? preview.version ?? null) : null });
      setStage(on !== null && on !== preview.version ? { name: 'conflict' } : { name: 'check', preview });
    } catch (error) {
      refused(error);
    }
  }

  async function send(input: Record<string, unknown>, on: number | null, key: string): Promise<void> {
    // What is kept here as sent is this, and not something to be sent on.
    resumed.current = true;
    setFailure(null);
    setStage({ name: 'sending' });
    // Kept before it is sent: whatever happens then, it is sent on under the same key.
    await changeNow({ input, version: on, sentAs: key });
    try {
      const command = { path, body: bodyOf(input), key, version: on, who: me.subject };
      const answer = await give<Answer>(
        command,
        (error) => setStage((now) => stillSending(now, error)),
        stop.current.signal,
      );
      drop();
      onDone(answer, lastPreview.current);
    } catch (error) {
      if (stop.current.signal.aborted) return;
      // A definite no: what is sent next is another command.
      await changeNow({ sentAs: null });
      refused(error);
    }
  }

  const startAnew = (): void => {
    drop();
    onLeave();
  };
  return (
    <div className="b-stack">
      {found !== null && stage.name === 'fill' && (
        <Alert type="info" live>
          <p>
            {t.draft} {formats.instant(found)}.
          </p>
          <Button
            onClick={() => {
              drop();
              setFaults([]);
            }}
          >
            {t.drop}
          </Button>
        </Alert>
      )}
      {failure !== null && <Refused error={failure} />}
      {asking === 'waiting' && (
        <Alert type="warning" live answers>
          <p>{t.asking}</p>
        </Alert>
      )}
      {stage.name === 'fill' && (
        <>
          {faults.length > 0 && <ErrorSummary faults={faults} schema={schema} />}
          <ThemedForm
            schema={shown}
            uiSchema={ui}
            formData={filled}
            validator={interpreter}
            noValidate
            noHtml5Validate
            experimental_defaultFormStateBehavior={defaults}
            showErrorList={false}
            extraErrors={errors}
            onChange={({ formData }) => change({ input: withoutImpossible(schema, formData ?? {}), version })}
            onSubmit={({ formData }) => void check(formData ?? {}, version)}
          >
            <p className="b-soft">{t.kept}</p>
            <Button type="submit" kind="primary" busy={asking !== 'no'}>
              {t.next}
            </Button>
          </ThemedForm>
        </>
      )}
      {stage.name === 'check' && (
        <>
          <StageHeading>{t.step2}</StageHeading>
          <Alert type="info">
            <p>{t.check}</p>
          </Alert>
          <PreviewView preview={stage.preview} />
          <div className="b-row">
            <Button kind="primary" onClick={() => void send(draft.input, version, crypto.randomUUID())}>
              {t.send}
            </Button>
            <Button onClick={() => setStage({ name: 'fill' })}>{t.back}</Button>
          </div>
        </>
      )}
      {stage.name === 'sending' && (
        <>
          <StageHeading>{t.step3}</StageHeading>
          {stage.waitsFor ? (
            <Alert type="warning" live>
              <p>{stage.waitsFor === 'room' ? t.busy : t.waiting}</p>
            </Alert>
          ) : (
            <Loading what={t.sending} />
          )}
        </>
      )}
      {stage.name === 'conflict' && trajectory && (
        <ConflictView
          id={trajectory.id}
          version={version ?? trajectory.version}
          {...(stage.problem && { problem: stage.problem })}
          onAgain={() => {
            change({ version: null, sentAs: null });
            setStage({ name: 'fill' });
            void check(draft.input, null);
          }}
          onDrop={startAnew}
        />
      )}
    </div>
  );
}
