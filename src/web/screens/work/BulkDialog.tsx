import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useCatalogue } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { announce } from '../../components/Announcer.tsx';
import { Alert, Button } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Failed, Loaded } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import { useAgencies, useNames, type AgencyCode } from '../../language/names.ts';
import { doBulk, keysFor, type Bulk, type BulkItem, type BulkKind } from './bulk.ts';
import { BulkItems } from './BulkItems.tsx';
import { registerFollows } from './claiming.ts';
import { isTakenFrom, type Task } from './tasks.ts';
import { useBulkPreview } from './queries.ts';
import { keys } from '../../api/keys.ts';

const texts = {
  claim: { nl: 'Oppakken', en: 'Take up' },
  takeOver: { nl: 'Stap overnemen', en: 'Take over a step' },
  takeOverHelp: {
    nl: 'Wie de stap nu heeft, krijgt bericht. De reden staat op de tijdlijn van elk traject.',
    en: 'Whoever has the step now is told. The reason is on the timeline of each trajectory.',
  },
  release: { nl: 'Teruggeven', en: 'Put back' },
  reassign: { nl: 'Overdragen aan een andere partij', en: 'Hand over to another agency' },
  to: { nl: 'Aan welke partij', en: 'To which agency' },
  choose: { nl: 'Kies een partij', en: 'Choose an agency' },
  reason: { nl: 'Reden', en: 'Reason' },
  reasonHelp: {
    nl: 'De reden staat op de tijdlijn van elk traject.',
    en: 'The reason is on the timeline of each trajectory.',
  },
  noAgency: {
    nl: 'Er is geen partij die al deze stappen mag uitvoeren. Kies stappen van dezelfde soort.',
    en: 'There is no agency that may perform all these steps. Choose steps of the same kind.',
  },
  required: { nl: 'Vul dit in.', en: 'Fill this in.' },
  next: { nl: 'Bekijken wat er gebeurt', en: 'See what would happen' },
  confirm: { nl: 'Bevestigen', en: 'Confirm' },
  back: { nl: 'Terug', en: 'Back' },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  close: { nl: 'Sluiten', en: 'Close' },
  again: { nl: 'Opnieuw proberen', en: 'Try again' },
  nothing: { nl: 'Dit kan voor geen van de gekozen stappen.', en: 'This can be done for none of the chosen steps.' },
  done: {
    nl: (done: number, of: number) => `${done} van ${of} gedaan.`,
    en: (done: number, of: number) => `${done} of ${of} done.`,
  },
};

interface BulkDialogProps {
  kind: BulkKind;
  tasks: readonly Task[];
  /** `hasChanged` when anything was sent. */
  onClose(hasChanged: boolean): void;
}

/** Does one thing to several steps: what is needed for it, what would happen to each, and how it went with each. */
export function BulkDialog({ kind, tasks, onClose }: BulkDialogProps) {
  const t = useTexts(texts);
  const cache = useQueryClient();
  const me = useKnownMe();
  const isTakeOver = kind === 'claim' && tasks.some((task) => isTakenFrom(me, task));
  const hasForm =
    kind === 'reassign' || isTakeOver || (kind === 'release' && tasks.some(({ claim }) => claim?.mine === false));
  const title = isTakeOver ? t.takeOver : t[kind];
  const [onceEach] = useState(() => keysFor(tasks));
  const [filledIn, fillIn] = useState<Filled | null>(hasForm ? null : { reason: '' });
  const [last, keepLast] = useState<Filled>({ reason: '' });
  const bulk: Bulk = { kind, keys: onceEach, isPreview: true, ...(filledIn ?? { reason: '' }) };
  const preview = useBulkPreview(bulk, tasks, filledIn !== null);
  const [results, setResults] = useState<readonly BulkItem[] | null>(null);
  const doing = useMutation({
    mutationFn: (chosen: readonly Task[]) => doBulk({ ...bulk, isPreview: false }, chosen),
    onSuccess(now) {
      const all = results ? results.map((one) => now.find(({ task }) => task === one.task) ?? one) : now;
      setResults(all);
      announce(t.done(all.filter(({ result }) => result === 'done').length, all.length));
      setTimeout(() => void cache.invalidateQueries({ queryKey: keys.lists }), registerFollows);
    },
  });
  const close = (): void => onClose(results !== null);
  if (results) {
    const open = results.filter(({ result }) => result === 'not-confirmed').map(({ task }) => task);
    return (
      <Dialog title={title} onClose={close}>
        <BulkItems items={results} summary={t.done(results.length - notDone(results), results.length)} />
        {doing.error && <Failed error={doing.error} />}
        <div className="b-row">
          {open.length > 0 && (
            <Button kind="primary" busy={doing.isPending} onClick={() => doing.mutate(open)}>
              {t.again} ({open.length})
            </Button>
          )}
          <Button kind={open.length > 0 ? 'secondary' : 'primary'} onClick={close}>
            {t.close}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={`${title} (${tasks.length})`} onClose={close}>
      {filledIn === null ? (
        <BulkForm
          {...{ kind, tasks, last }}
          reasonHelp={isTakeOver ? t.takeOverHelp : t.reasonHelp}
          onNext={(filled) => {
            keepLast(filled);
            fillIn(filled);
          }}
          onClose={close}
        />
      ) : (
        <Loaded query={preview}>
          {(items) => {
            const able = items.filter(({ result }) => result === 'would-be-done').map(({ task }) => task);
            return (
              <>
                <BulkItems items={items} />
                {able.length === 0 && <Alert type="warning">{t.nothing}</Alert>}
                {doing.error && <Failed error={doing.error} />}
                <div className="b-row">
                  {able.length > 0 && (
                    <Button kind="primary" busy={doing.isPending} onClick={() => doing.mutate(able)}>
                      {t.confirm} ({able.length})
                    </Button>
                  )}
                  {hasForm && <Button onClick={() => fillIn(null)}>{t.back}</Button>}
                  <Button onClick={close}>{t.cancel}</Button>
                </div>
              </>
            );
          }}
        </Loaded>
      )}
    </Dialog>
  );
}

interface Filled {
  reason: string;
  to?: AgencyCode;
}

const notDone = (items: readonly BulkItem[]): number => items.filter(({ result }) => result !== 'done').length;

interface BulkFormProps {
  kind: BulkKind;
  tasks: readonly Task[];
  last: Filled;
  reasonHelp: string;
  onNext(filled: Filled): void;
  onClose(): void;
}

function BulkForm({ kind, tasks, last, reasonHelp, onNext, onClose }: BulkFormProps) {
  const t = useTexts(texts);
  const names = useNames();
  const able = useAble(tasks);
  const [to, setTo] = useState(last.to);
  const [reason, setReason] = useState(last.reason);
  const [isTried, setTried] = useState(false);
  const needsAgency = kind === 'reassign';
  if (needsAgency && able.length === 0) {
    return (
      <>
        <Alert type="warning">{t.noAgency}</Alert>
        <Button onClick={onClose}>{t.close}</Button>
      </>
    );
  }
  const next = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || (needsAgency && to === undefined)) return;
    onNext({ reason: reason.trim(), ...(to !== undefined && { to }) });
  };
  return (
    <form noValidate onSubmit={next}>
      {needsAgency && (
        <SelectField
          label={t.to}
          value={to ?? ''}
          onChange={(value) => setTo(able.find((one) => one === value))}
          options={[{ value: '', label: t.choose }, ...able.map((one) => ({ value: one, label: names.agency(one) }))]}
          {...(isTried && to === undefined && { error: t.required })}
        />
      )}
      <TextField
        label={t.reason}
        help={reasonHelp}
        value={reason}
        onChange={setReason}
        {...(isTried && reason.trim() === '' && { error: t.required })}
      />
      <div className="b-row">
        <Button kind="primary" type="submit">
          {t.next}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  );
}

/** The agencies that may perform each of these steps, other than the one for which all of them wait. */
function useAble(tasks: readonly Task[]): AgencyCode[] {
  const { data } = useCatalogue();
  const agencies = useAgencies();
  const names = [...new Set(tasks.map(({ step }) => step))];
  const performers = names.map((name) => data?.steps.find((step) => step.name === name)?.performedBy ?? []);
  return agencies.filter(
    (agency) =>
      performers.every((some) => some.some((who) => who.startsWith(`${agency}:`))) &&
      tasks.some(({ responsible }) => responsible !== agency),
  );
}
