import { useEffect, useReducer, useRef } from 'react';
import { useKnownMe } from '../api/me.ts';
import { announce } from '../components/Announcer.tsx';
import { Loading } from '../components/states.tsx';
import { useLanguage, useTexts } from '../language/language.tsx';
import '../styles/forms.css';
import { askedNow, withoutUnasked } from './askedNow.ts';
import { ConflictView } from './ConflictView.tsx';
import type { Draft } from './drafts.ts';
import { FillStage } from './FillStage.tsx';
import type { Preview } from './PreviewView.tsx';
import { Refused } from './Refused.tsx';
import { runRequest, type KeptDraft, type Sending } from './runRequest.ts';
import { CheckStage, SendingStage } from './SendStages.tsx';
import { firstStage, nextStage, requestOf, type Input, type Occurrence, type Stage } from './stages.ts';
import { useDraft } from './useDraft.ts';
import { useRequest } from './useRequest.ts';
import { faultsIn, withoutEmptied, type FieldFault } from './validation.ts';

const texts = {
  left: {
    nl: 'Wat u hebt ingevuld en niet verstuurd is bewaard.',
    en: 'What you filled in and did not send is kept.',
  },
};

export interface StepFormProps<Answer> extends Sending<Answer> {
  /** Under which the draft is kept, such as the trajectory and the step. */
  draftOf: string;
  /** Filled in beforehand where nothing was typed. */
  begin?: Input;
  onLeave(): void;
}

/** A form from its schema: the user fills it in, looks at what would come of it, and it is sent until it is answered. */
export function StepForm<Answer>(props: StepFormProps<Answer>) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const { draft, ...kept } = useDraft(me.subject, props.draftOf, () => announce(t.left));
  return draft ? <Stages {...props} who={me.subject} draft={draft} kept={kept} /> : <Loading />;
}

interface StagesProps<Answer> extends StepFormProps<Answer> {
  who: string;
  draft: Draft;
  kept: KeptDraft & { found: string | null };
}

function Stages<Answer>({ who, draft, kept, ...props }: StagesProps<Answer>) {
  const { language } = useLanguage();
  const { schema, trajectory, begin, onLeave } = props;
  const { found, change, drop } = kept;
  const [stage, dispatch] = useReducer<Stage<Preview, FieldFault>, Draft, [Occurrence<Preview, FieldFault>]>(
    nextStage,
    draft,
    firstStage,
  );
  useRequest(requestOf(stage), (request, stop) =>
    runRequest(request, stage.name === 'sending' ? stage.preview : null, props, { who, draft: kept, dispatch, stop }),
  );
  const version = draft.version ?? trajectory?.version ?? null;

  function submit(typed: Input, on: number | null): void {
    const input = withoutEmptied(withoutUnasked(schema, typed));
    dispatch({ type: 'submitted', input, version: on, faults: faultsIn(askedNow(schema, input), input) });
  }

  // What the API refused it says in the language in which it was asked: who reads another one now is told in that.
  const again = useRef(() => {});
  again.current = () => {
    if (stage.name === 'filling' && stage.worded !== null && stage.worded !== language) submit(draft.input, version);
  };
  useEffect(() => again.current(), [language]);

  return (
    <div className="b-stack">
      {stage.name === 'filling' && stage.failure !== null && <Refused error={stage.failure} />}
      {(stage.name === 'filling' || stage.name === 'asking') && (
        <FillStage
          schema={schema}
          begin={begin}
          input={draft.at === '' ? null : draft.input}
          foundFrom={found}
          faults={stage.name === 'filling' ? stage.faults : []}
          asking={stage.name === 'filling' ? 'no' : stage.isWaiting ? 'waiting' : 'yes'}
          onChange={(input) => change({ input, version })}
          onSubmit={(typed) => submit(typed, version)}
          onEmpty={() => {
            drop();
            dispatch({ type: 'emptied' });
          }}
        />
      )}
      {stage.name === 'checking' && (
        <CheckStage
          preview={stage.preview}
          onSend={() => dispatch({ type: 'confirmed', input: draft.input, version, key: crypto.randomUUID() })}
          onBack={() => dispatch({ type: 'returned' })}
        />
      )}
      {stage.name === 'sending' && <SendingStage waitsFor={stage.waitsFor} />}
      {stage.name === 'conflict' && trajectory && (
        <ConflictView
          id={trajectory.id}
          version={version ?? trajectory.version}
          {...(stage.problem && { problem: stage.problem })}
          onAgain={() => {
            change({ version: null, sentAs: null });
            submit(draft.input, null);
          }}
          onDrop={() => {
            drop();
            onLeave();
          }}
        />
      )}
    </div>
  );
}
