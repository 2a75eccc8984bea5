import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.ts';
import { announce } from '../../components/Announcer.tsx';
import { Button } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { Empty, Failed } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { FoundTable } from './FoundTable.tsx';

const texts = {
  title: { nl: 'Persoon zoeken', en: 'Find a person' },
  label: { nl: 'V-nummer of kenmerk van een traject', en: 'V-number or id of a trajectory' },
  help: {
    nl: 'U vindt alleen trajecten waarvan u mag weten. Wat u zoekt wordt nergens bewaard.',
    en: 'You find only trajectories that you may know of. What you look for is kept nowhere.',
  },
  required: { nl: 'Vul een V-nummer of een kenmerk in.', en: 'Fill in a V-number or an id.' },
  search: { nl: 'Zoeken', en: 'Search' },
  close: { nl: 'Sluiten', en: 'Close' },
  nobody: {
    nl: 'Er is niets gevonden waarvan u mag weten. Controleer het nummer.',
    en: 'Nothing was found that you may know of. Check the number.',
  },
  one: { nl: 'traject gevonden', en: 'trajectory found' },
  more: { nl: 'trajecten gevonden', en: 'trajectories found' },
};

/** Digits, with what people put between them: a V-number. Anything else is the id of a trajectory. */
const vNumber = /^[0-9][0-9 .-]{5,14}$/;

/** Looks for one person. The number is in memory only while this is open: never in an address, a key or a title. */
export function SearchPerson({ onClose }: { onClose(): void }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [looked, setLooked] = useState('');
  const [isTried, setTried] = useState(false);
  const search = useMutation({
    mutationFn(given: string) {
      const body = vNumber.test(given) ? { vNumber: given } : { id: given };
      return answered(api.POST('/v1/searches', { body }));
    },
    onSuccess: ({ items }) => announce(items.length === 0 ? t.nobody : formats.count(items.length, t.one, t.more)),
    gcTime: 0,
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (looked.trim() !== '') search.mutate(looked.trim());
  };
  return (
    <Dialog title={t.title} onClose={onClose}>
      <form noValidate onSubmit={send}>
        <TextField
          label={t.label}
          help={t.help}
          value={looked}
          onChange={setLooked}
          {...(isTried && looked.trim() === '' && { error: t.required })}
        />
        <div className="b-row">
          <Button kind="primary" type="submit" busy={search.isPending}>
            {t.search}
          </Button>
          <Button onClick={onClose}>{t.close}</Button>
        </div>
      </form>
      {search.error && <Failed error={search.error} />}
      {search.data &&
        (search.data.items.length === 0 ? <Empty>{t.nobody}</Empty> : <FoundTable items={search.data.items} />)}
    </Dialog>
  );
}
