import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.ts';
import { announce } from '../../components/Announcer.tsx';
import { Button, DataList } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { Failed, Loaded } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { holdsKey, useHolds } from './queries.ts';

const texts = {
  held: {
    nl: 'Deze gegevens worden bewaard, ook als hun termijn voorbij is.',
    en: 'This record is kept, also when its term has passed.',
  },
  free: {
    nl: 'De gewone bewaartermijn geldt. Loopt er een zaak bij de rechter, leg dan vast dat het moet worden bewaard.',
    en: 'The usual term for keeping holds. If a case is before a court, record that this must be kept.',
  },
  hold: { nl: 'Bewaren', en: 'Keep the record' },
  release: { nl: 'Niet langer bewaren', en: 'Let the record go' },
  reason: { nl: 'Reden', en: 'Reason' },
  reference: { nl: 'Kenmerk van de zaak', en: 'Reference of the case' },
  needed: { nl: 'Vul dit in.', en: 'Fill this in.' },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  placed: { nl: 'Bewaard', en: 'Kept' },
  released: { nl: 'Vrijgegeven', en: 'Let go' },
  done: { nl: 'Vastgelegd.', en: 'Recorded.' },
};

/** Whether the record is kept whatever its term, why, and changing that. */
export function Holds({ id }: { id: string }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const [asked, ask] = useState(false);
  const holds = useHolds(id);
  return (
    <Loaded query={holds}>
      {({ held, history }) => (
        <>
          <p>{held ? t.held : t.free}</p>
          {history.length > 0 && (
            <DataList
              rows={history.map(({ kind, at, by, reason, reference }) => ({
                key: at,
                label: `${t[kind]}, ${formats.instant(at)}`,
                value: `${reason} (${reference}) – ${names.agency(by.agency)}, ${by.subject}`,
              }))}
            />
          )}
          <p className="b-no-print">
            <Button onClick={() => ask(true)}>{held ? t.release : t.hold}</Button>
          </p>
          {asked && <Change id={id} held={held} onClose={() => ask(false)} />}
        </>
      )}
    </Loaded>
  );
}

function Change({ id, held, onClose }: { id: string; held: boolean; onClose(): void }) {
  const t = useTexts(texts);
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [reference, setReference] = useState('');
  const [isTried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: () => {
      const sent = { params: { path: { id } }, body: { reason: reason.trim(), reference: reference.trim() } };
      return answered(
        held ? api.POST('/v1/trajectories/{id}/release', sent) : api.POST('/v1/trajectories/{id}/hold', sent),
      );
    },
    onSuccess() {
      announce(t.done);
      void cache.invalidateQueries({ queryKey: holdsKey(id) });
      onClose();
    },
  });
  const missing = (text: string) => (isTried && text.trim() === '' ? { error: t.needed } : {});
  return (
    <Dialog title={held ? t.release : t.hold} onClose={onClose}>
      <form
        className="b-stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== '' && reference.trim() !== '') sending.mutate();
        }}
      >
        <TextField label={t.reason} value={reason} onChange={setReason} {...missing(reason)} />
        <TextField label={t.reference} value={reference} onChange={setReference} {...missing(reference)} />
        {sending.error && <Failed error={sending.error} />}
        <div className="b-row">
          <Button type="submit" kind="primary" busy={sending.isPending}>
            {held ? t.release : t.hold}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
