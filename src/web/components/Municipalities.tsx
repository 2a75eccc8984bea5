import { useKnownMe } from '../api/me.ts';
import { useMunicipalities } from '../catalogue/municipalities.ts';
import { useTexts } from '../language/language.tsx';
import { useNames } from '../language/names.ts';
import '../styles/work.css';

const texts = { municipalities: { nl: 'Gemeenten', en: 'Municipalities' } };

/** Who looks after the whole country chooses some of it; all when none is chosen. */
export function Municipalities({ chosen, onChange }: { chosen: string | undefined; onChange(chosen: string): void }) {
  const t = useTexts(texts);
  const me = useKnownMe();
  const names = useNames();
  const all = useMunicipalities();
  const now = chosen?.split(',') ?? [];
  if (me.municipality !== null) return null;
  return (
    <fieldset className="b-municipalities b-no-print">
      <legend className="utrecht-form-label">{t.municipalities}</legend>
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={now.includes(one)}
            onChange={(event) =>
              onChange(all.filter((other) => (other === one ? event.target.checked : now.includes(other))).join(','))
            }
          />
          {names.municipality(one)}
        </label>
      ))}
    </fieldset>
  );
}
