import { useEffect, useMemo, useRef, useState } from 'react';
import { useKnownMe } from '../api/me.ts';
import { ApiProblem } from '../api/problem.ts';
import { Alert, Button } from '../components/basic.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { useFormats } from '../language/formats.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import '../styles/forms.css';
import { ask, give } from './command.ts';
import { ConflictView } from './ConflictView.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { asked, localized, type DeclaredSchema } from './localized.ts';
import { PreviewView, type Preview } from './PreviewView.tsx';
import { ThemedForm } from './theme.tsx';
import { useDraft } from './useDraft.ts';
import { errorSchemaOf, faultsIn, interpreter, type FieldFault } from './validation.ts';

const texts = {
  next: { nl: 'Verder: wie krijgt bericht?', en: 'Next: who will be told?' },
  send: { nl: 'Versturen', en: 'Send' },
  back: { nl: 'Terug', en: 'Back' },
  check: {
    nl: 'Nog niets is verstuurd. Dit gebeurt er als u verstuurt.',
    en: 'Nothing has been sent yet. This is what happens when you send it.',
  },
  sending: { nl: 'Wordt verstuurd …', en: 'Being sent …' },
  waiting: {
    nl: 'Nog niet bevestigd. Het wordt vanzelf opnieuw geprobeerd en gebeurt precies één keer. U kunt dit scherm gerust open laten of later terugkomen.',
    en: 'Not confirmed yet. It is tried again by itself and happens exactly once. You can leave this screen open or come back later.',
  },
  draft: { nl: 'Teruggezet: wat u eerder had ingevuld, van', en: 'Put back: what you filled in earlier, of' },
  drop: { nl: 'Leeg beginnen', en: 'Begin empty' },
  kept: {
    nl: 'Wat u invult wordt versleuteld bewaard tot u verstuurt.',
    en: 'What you fill in is kept, encrypted, until you send it.',
  },
  asOther: { nl: 'Dit kan nu niet', en: 'This is not possible now' },
};

type Stage =
  | { name: 'fill' }
  | { name: 'check'; preview: Preview }
  | { name: 'sending'; isWaiting: boolean }
  | { name: 'conflict'; problem: ApiProblem };

export interface StepFormProps<Answer> {
  schema: DeclaredSchema;
  /** Under which the draft is kept, such as the trajectory and the step. */
  draftOf: string;
  /** The trajectory and its version as it is now; absent for a referral. */
  trajectory?: { id: string; version: number };
  path: string;
  /** Whether there is a preview at `<path>/preview`. */
  hasPreview: boolean;
  onDone(answer: Answer): void;
  onLeave(): void;
}

/** A form from its schema: filled in, looked at by who sends it, and sent until it is answered. */
export function StepForm<Answer>({
  schema,
  draftOf,
  trajectory,
  path,
  hasPreview,
  onDone,
  onLeave,
}: StepFormProps<Answer>) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { language } = useLanguage();
  const me = useKnownMe();
  const { draft, found, change, drop } = useDraft(me.subject, draftOf);
  const [stage, setStage] = useState<Stage>({ name: 'fill' });
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const stop = useRef<AbortController>(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);
  const shown = useMemo(() => localized(schema, language), [schema, language]);
  const ui = useMemo(() => asked(schema), [schema]);
  const errors = useMemo(() => errorSchemaOf(faults), [faults]);

  // What was sent and not yet answered, before a reload or a break, is sent on: under the same key it happens once.
  const resumed = useRef(false);
  useEffect(() => {
    if (draft?.sentAs && !resumed.current) {
      resumed.current = true;
      void send(draft.input, draft.version, draft.sentAs);
    }
  });

  if (!draft) return <Loading />;
  const version = draft.version ?? trajectory?.version ?? null;

  function refused(error: unknown): void {
    setAsking(false);
    if (!(error instanceof ApiProblem)) return setFailure(error);
    const { errors: named = [], detail } = error.body;
    if (error.status === 400) {
      setFaults(
        named.length > 0
          ? named.map((one) => ({ pointer: one.pointer ?? '', message: one.detail }))
          : [{ pointer: '', message: detail }],
      );
      return setStage({ name: 'fill' });
    }
    if (trajectory && (error.status === 412 || error.status === 409))
      return setStage({ name: 'conflict', problem: error });
    setStage({ name: 'fill' });
    setFailure(error);
  }

  async function check(input: Record<string, unknown>, on: number | null): Promise<void> {
    setFailure(null);
    const wrong = faultsIn(schema, input, language);
    setFaults(wrong);
    if (wrong.length > 0) return setStage({ name: 'fill' });
    if (!hasPreview) return send(input, on, crypto.randomUUID());
    setAsking(true);
    try {
      const preview = await ask<Preview>(`${path}/preview`, input);
      setAsking(false);
      change({ input, version: on ?? preview.version });
      setStage({ name: 'check', preview });
    } catch (error) {
      refused(error);
    }
  }

  async function send(input: Record<string, unknown>, on: number | null, key: string): Promise<void> {
    change({ input, version: on, sentAs: key }, true);
    setFailure(null);
    setStage({ name: 'sending', isWaiting: false });
    try {
      const command = { path, body: input, key, version: on };
      const answer = await give<Answer>(
        command,
        () => setStage({ name: 'sending', isWaiting: true }),
        stop.current.signal,
      );
      drop();
      onDone(answer);
    } catch (error) {
      if (stop.current.signal.aborted) return;
      // A definite no: what is sent next is another command.
      change({ sentAs: null }, true);
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
      {failure !== null && <Failed error={failure} />}
      {stage.name === 'fill' && (
        <>
          {faults.length > 0 && <ErrorSummary faults={faults} schema={schema} />}
          <ThemedForm
            schema={shown}
            uiSchema={ui}
            formData={draft.input}
            validator={interpreter}
            noValidate
            noHtml5Validate
            experimental_defaultFormStateBehavior={{ requiredBooleanDefault: 'skip' }}
            showErrorList={false}
            extraErrors={errors}
            onChange={({ formData }) => change({ input: formData ?? {}, version })}
            onSubmit={({ formData }) => void check(formData ?? {}, version)}
          >
            <p className="b-soft">{t.kept}</p>
            <Button type="submit" kind="primary" busy={isAsking}>
              {hasPreview ? t.next : t.send}
            </Button>
          </ThemedForm>
        </>
      )}
      {stage.name === 'check' && (
        <>
          <Alert type="info" live>
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
      {stage.name === 'sending' &&
        (stage.isWaiting ? (
          <Alert type="warning" live>
            <p>{t.waiting}</p>
          </Alert>
        ) : (
          <Loading what={t.sending} />
        ))}
      {stage.name === 'conflict' && trajectory && (
        <ConflictView
          id={trajectory.id}
          version={version ?? trajectory.version}
          problem={stage.problem}
          onAgain={() => {
            change({ version: null, sentAs: null }, true);
            setStage({ name: 'fill' });
            void check(draft.input, null);
          }}
          onDrop={startAnew}
        />
      )}
    </div>
  );
}
