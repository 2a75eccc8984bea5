import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { announce } from '../../components/Announcer.tsx';
import { Button } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { Failed } from '../../components/states.tsx';
import { ownReferenceIn, type OwnReference } from '../../components/trajectory.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = {
  title: { nl: 'Eigen kenmerk', en: 'Own reference' },
  none: { nl: 'Nog niet ingevuld', en: 'Not filled in yet' },
  change: { nl: 'Eigen kenmerk wijzigen', en: 'Change own reference' },
  about: {
    nl: 'Alleen uw eigen organisatie ziet het kenmerk en de omschrijving, en vindt het traject met het kenmerk. Laat een veld leeg om het te wissen.',
    en: 'Only your own organisation sees the reference and the label, and finds the trajectory by the reference. Leave a field empty to clear it.',
  },
  reference: { nl: 'Kenmerk', en: 'Reference' },
  label: { nl: 'Omschrijving', en: 'Label' },
  longReference: { nl: 'Gebruik niet meer dan 64 tekens.', en: 'Use at most 64 characters.' },
  longLabel: { nl: 'Gebruik niet meer dan 80 tekens.', en: 'Use at most 80 characters.' },
  save: { nl: 'Opslaan', en: 'Save' },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  done: { nl: 'Opgeslagen.', en: 'Saved.' },
};

/** What one's own organisation calls the trajectory, and changing that. A print goes to others, so it is not on it. */
export function OwnReferenceLine({ id, own }: { id: string; own: OwnReference | null }) {
  const t = useTexts(texts);
  const [isAsked, ask] = useState(false);
  const called = ownReferenceIn(own);
  return (
    <div className="b-row b-no-print">
      <span className="b-breaks">
        {t.title}: {called === '' ? <span className="b-soft">{t.none}</span> : <bdi>{called}</bdi>}
      </span>
      <Button onClick={() => ask(true)}>{t.change}</Button>
      {isAsked && <Change id={id} own={own} onClose={() => ask(false)} />}
    </div>
  );
}

function Change({ id, own, onClose }: { id: string; own: OwnReference | null; onClose(): void }) {
  const t = useTexts(texts);
  const cache = useQueryClient();
  const [reference, setReference] = useState(own?.reference ?? '');
  const [label, setLabel] = useState(own?.label ?? '');
  const isLong = { reference: reference.trim().length > 64, label: label.trim().length > 80 };
  const sending = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/v1/trajectories/{id}/own-reference', {
          params: { path: { id } },
          body: { reference: reference.trim() || null, label: label.trim() || null },
        }),
      ),
    onSuccess() {
      announce(t.done);
      void cache.invalidateQueries({ queryKey: keys.trajectory(id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
      onClose();
    },
    gcTime: 0,
  });
  return (
    <Dialog title={t.title} onClose={onClose}>
      <form
        className="b-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isLong.reference && !isLong.label) sending.mutate();
        }}
      >
        <p>{t.about}</p>
        <TextField
          label={t.reference}
          value={reference}
          onChange={setReference}
          {...(isLong.reference && { error: t.longReference })}
        />
        <TextField label={t.label} value={label} onChange={setLabel} {...(isLong.label && { error: t.longLabel })} />
        {sending.error && <Failed error={sending.error} />}
        <div className="b-row">
          <Button type="submit" kind="primary" busy={sending.isPending}>
            {t.save}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
