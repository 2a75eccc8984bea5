import { useCatalogue } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import { keys } from '../../api/keys.ts';
import { queries } from '../../api/queries.ts';
import { announce } from '../../components/Announcer.tsx';
import { useGo } from '../../components/address.ts';
import { confirm } from '../../components/Confirmation.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Loading } from '../../components/states.tsx';
import type { DeclaredSchema } from '../../forms/declaredSchema.ts';
import { Recorded } from '../../forms/Recorded.tsx';
import { StepForm } from '../../forms/StepForm.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';

const texts = {
  title: { nl: 'Iemand aanmelden', en: 'Refer someone' },
  where: { nl: 'U meldt aan in', en: 'You refer in' },
  forbidden: { nl: 'Aanmelden hoort niet bij uw rol.', en: 'Referring does not belong to your role.' },
  done: { nl: 'De aanmelding is vastgelegd.', en: 'The referral is recorded.' },
};

export default function ReferScreen() {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const go = useGo();
  const me = useKnownMe();
  const names = useNames();
  const { data } = useCatalogue();
  const definition = data?.steps.find(({ name }) => name === 'referral');
  if (!definition) return <Loading />;
  return (
    <Page title={t.title} intro={`${say(definition.description)} ${t.where} ${names.municipality(me.municipality)}.`}>
      {me.steps.includes('referral') ? (
        <StepForm<{ id: string }>
          schema={withoutMunicipality(definition.inputSchema)}
          draftOf="referral"
          path="/v1/trajectories"
          previewPath="/v1/referrals/preview"
          onDone={({ id }, preview) => {
            announce(t.done);
            void queries.invalidateQueries({ queryKey: keys.lists });
            confirm(`/trajectories/${id}`, <Recorded title={definition.title} preview={preview} />);
            go(`/trajectories/${id}`);
          }}
          onLeave={() => go('/trajectories')}
        />
      ) : (
        <Empty>{t.forbidden}</Empty>
      )}
    </Page>
  );
}

/** One refers in one's own municipality, so it need not be asked here. */
function withoutMunicipality(schema: DeclaredSchema): DeclaredSchema {
  const { municipality: _own, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}
