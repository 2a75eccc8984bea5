import { useId, useState } from 'react';
import { useChangeViews, useSettings, type SavedView, type ViewQuery } from './ownSettings.ts';
import { useTexts } from '../language/language.tsx';
import { announce } from './Announcer.tsx';
import { Button, ScreenLink } from './basic.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './fields.tsx';
import { Failed } from './states.tsx';
import '../styles/work.css';

const texts = {
  views: { nl: 'Uw weergaven', en: 'Your views' },
  save: { nl: 'Weergave bewaren', en: 'Save this view' },
  about: {
    nl: 'Bewaart de filters van nu onder een naam. Alleen u ziet deze weergave. Zet geen gegevens van personen in de naam.',
    en: 'Keeps the filters of now under a name. Only you see this view. Put no data of persons in the name.',
  },
  name: { nl: 'Naam', en: 'Name' },
  needsName: { nl: 'Geef de weergave een naam.', en: 'Give the view a name.' },
  taken: { nl: 'U hebt al een weergave met deze naam.', en: 'You have a view of this name already.' },
  keep: { nl: 'Bewaren', en: 'Save' },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  remove: { nl: 'Verwijderen', en: 'Delete' },
  kept: { nl: 'De weergave is bewaard.', en: 'The view is saved.' },
  removed: { nl: 'De weergave is verwijderd.', en: 'The view is deleted.' },
};

const longestName = 80;

/** The views of a screen that someone has saved, and the way to save the filters of now as one more. */
export function SavedViews({ page, path, query }: { page: string; path: string; query: ViewQuery }) {
  const t = useTexts(texts);
  const id = useId();
  const { data } = useSettings();
  const change = useChangeViews();
  const [isSaving, setSaving] = useState(false);
  const views = data?.savedViews.filter((view) => view.page === page) ?? [];
  const now = addressOf(path, query);
  const remove = ({ id: removed }: SavedView): void =>
    change.mutate((before) => before.filter((view) => view.id !== removed), { onSuccess: () => announce(t.removed) });
  return (
    <div className="b-views">
      {views.length > 0 && (
        <>
          <span id={id} className="b-soft">
            {t.views}
          </span>
          <ul className="b-views__list" aria-labelledby={id}>
            {views.map((view) => {
              const address = addressOf(path, view.query);
              return (
                <li key={view.id}>
                  <ScreenLink to={address} {...(address === now && { 'aria-current': 'true' })}>
                    {view.name}
                  </ScreenLink>
                  <button
                    type="button"
                    className="b-views__remove"
                    aria-label={`${t.remove}: ${view.name}`}
                    onClick={() => remove(view)}
                  >
                    <span aria-hidden="true">×</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {now !== path && (
        <Button kind="subtle" onClick={() => setSaving(true)}>
          {t.save}
        </Button>
      )}
      {change.error && !isSaving && <Failed error={change.error} />}
      {isSaving && (
        <SaveView page={page} query={query} taken={views.map(({ name }) => name)} onClose={() => setSaving(false)} />
      )}
    </div>
  );
}

interface SaveViewProps {
  page: string;
  query: ViewQuery;
  taken: readonly string[];
  onClose(): void;
}

function SaveView({ page, query, taken, onClose }: SaveViewProps) {
  const t = useTexts(texts);
  const change = useChangeViews();
  const [name, setName] = useState('');
  const [error, setError] = useState<'needsName' | 'taken'>();
  const save = (): void => {
    const given = name.trim();
    if (given === '' || taken.includes(given)) return setError(given === '' ? 'needsName' : 'taken');
    const view = { id: crypto.randomUUID(), name: given, page, query };
    change.mutate((before) => [...before, view], {
      onSuccess() {
        announce(t.kept);
        onClose();
      },
    });
  };
  return (
    <Dialog title={t.save} onClose={onClose}>
      <p className="utrecht-paragraph">{t.about}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t.name}
          value={name}
          onChange={(value) => setName(value.slice(0, longestName))}
          {...(error !== undefined && { error: t[error] })}
        />
        {change.error && <Failed error={change.error} />}
        <div className="b-row">
          <Button kind="primary" type="submit" busy={change.isPending}>
            {t.keep}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function addressOf(path: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined);
  const sorted = set.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? path : `${path}?${new URLSearchParams(sorted).toString()}`;
}
