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
  label: { nl: 'V-nummer, code of eigen kenmerk', en: 'V-number, code or own reference' },
  help: {
    nl: 'De code staat bij elk traject, bijvoorbeeld mc726c-1. Het eigen kenmerk is dat van uw organisatie. U vindt alleen trajecten waar u toegang toe hebt. Bestendig bewaart niet wat u zoekt.',
    en: 'Every trajectory shows its code, such as mc726c-1. The own reference is that of your organisation. You only find trajectories that you have access to. Bestendig does not keep what you search for.',
  },
  required: {
    nl: 'Vul een V-nummer, een code of een eigen kenmerk in.',
    en: 'Fill in a V-number, a code or an own reference.',
  },
  search: { nl: 'Zoeken', en: 'Search' },
  close: { nl: 'Sluiten', en: 'Close' },
  nobody: {
    nl: 'Geen traject gevonden. Controleer wat u hebt ingevuld. U vindt alleen trajecten waar u toegang toe hebt.',
    en: 'No trajectory found. Check what you filled in. You only find trajectories that you have access to.',
  },
  one: { nl: 'traject gevonden', en: 'trajectory found' },
  more: { nl: 'trajecten gevonden', en: 'trajectories found' },
};

/** Looks for one person. The number is in memory only while this is open: never in an address, a key or a title. */
export function SearchPerson({ onClose }: { onClose(): void }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [looked, setLooked] = useState('');
  const [isTried, setTried] = useState(false);
  const search = useMutation({
    mutationFn(given: string) {
      return answered(api.POST('/v1/searches', { body: { query: given } }));
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
