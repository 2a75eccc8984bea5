import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.ts';
import { announce } from '../../components/Announcer.tsx';
import { Button } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { Failed } from '../../components/states.tsx';
import { useTexts } from '../../language/language.tsx';
import { erasuresKey } from './queries.ts';

const texts = {
  title: { nl: 'Voorstellen om te wissen', en: 'Propose to erase' },
  about: {
    nl: 'Een andere beheerder beslist hierover. Noem geen namen: dit blijft op de verklaring staan.',
    en: 'Another administrator decides on this. Name no persons: this stays on the declaration.',
  },
  motivation: { nl: 'Waarom nu', en: 'Why now' },
  reference: { nl: 'Waar dit in de selectielijst staat', en: 'Where the selection list has this' },
  required: { nl: 'Vul dit in.', en: 'Fill this in.' },
  send: { nl: 'Voorstellen', en: 'Propose' },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  done: {
    nl: 'Het voorstel staat klaar voor een tweede beheerder.',
    en: 'The proposal waits for a second administrator.',
  },
};

export function ProposeErasure({ ids, onClose }: { ids: readonly string[]; onClose(isDone: boolean): void }) {
  const t = useTexts(texts);
  const cache = useQueryClient();
  const [motivation, setMotivation] = useState('');
  const [reference, setReference] = useState('');
  const [isTried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: () => answered(api.POST('/v1/erasures', { body: { trajectoryIds: [...ids], motivation, reference } })),
    onSuccess() {
      announce(t.done);
      void cache.invalidateQueries({ queryKey: erasuresKey });
      onClose(true);
    },
  });
  const lacks = (value: string) => (isTried && value.trim() === '' ? { error: t.required } : {});
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (motivation.trim() !== '' && reference.trim() !== '') sending.mutate();
  };
  return (
    <Dialog title={`${t.title} (${ids.length})`} onClose={() => onClose(false)}>
      <form onSubmit={send} noValidate>
        <p className="utrecht-paragraph">{t.about}</p>
        <TextField label={t.motivation} value={motivation} onChange={setMotivation} {...lacks(motivation)} />
        <TextField label={t.reference} value={reference} onChange={setReference} {...lacks(reference)} />
        {sending.error && <Failed error={sending.error} />}
        <div className="b-row">
          <Button type="submit" kind="primary" busy={sending.isPending}>
            {t.send}
          </Button>
          <Button onClick={() => onClose(false)}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
