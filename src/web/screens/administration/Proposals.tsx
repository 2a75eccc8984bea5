import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.ts';
import { mayAtAll, useKnownMe } from '../../api/me.ts';
import { announce } from '../../components/Announcer.tsx';
import { Badge, Button, DataList, Section, type Tone } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { Pages } from '../../components/paged.tsx';
import { Empty, Failed } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { erasuresKey, useErasures, type Erasure } from './queries.ts';

const texts = {
  title: { nl: 'Voorstellen en wat ervan kwam', en: 'Proposals and what came of them' },
  empty: { nl: 'Er is nog niets voorgesteld.', en: 'Nothing has been proposed yet.' },
  proposed: { nl: 'Wacht op een tweede beheerder', en: 'Waits for a second administrator' },
  lapsed: { nl: 'Vervallen', en: 'Lapsed' },
  approved: { nl: 'Goedgekeurd, wordt uitgevoerd', en: 'Approved, being carried out' },
  rejected: { nl: 'Afgewezen', en: 'Rejected' },
  done: { nl: 'Uitgevoerd', en: 'Done' },
  motivation: { nl: 'Waarom', en: 'Why' },
  reference: { nl: 'Selectielijst', en: 'Selection list' },
  by: { nl: 'Voorgesteld door', en: 'Proposed by' },
  decidedBy: { nl: 'Besloten door', en: 'Decided by' },
  reason: { nl: 'Reden', en: 'Reason' },
  lapses: { nl: 'Vervalt', en: 'Lapses' },
  trajectories: { nl: 'Trajecten', en: 'Trajectories' },
  none: { nl: 'Niets leidt nog naar hen', en: 'Nothing leads to them any more' },
  declaration: { nl: 'Verklaring van vernietiging (SHA-256)', en: 'Declaration of destruction (SHA-256)' },
  own: {
    nl: 'Dit hebt u zelf voorgesteld; een andere beheerder moet beslissen.',
    en: 'You proposed this yourself; another administrator has to decide.',
  },
  approve: { nl: 'Goedkeuren', en: 'Approve' },
  reject: { nl: 'Afwijzen', en: 'Reject' },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  sure: { nl: 'Wissen goedkeuren?', en: 'Approve the erasure?' },
  sureAbout: {
    nl: 'Alles van deze personen wordt onleesbaar, ook in reservekopieën. Dit kan niet ongedaan worden gemaakt.',
    en: 'All of these persons becomes unreadable, in backups as well. It cannot be undone.',
  },
  rejectTitle: { nl: 'Waarom wijst u dit af?', en: 'Why do you reject this?' },
  required: { nl: 'Vul een reden in.', en: 'Give a reason.' },
  isApproved: { nl: 'Goedgekeurd; het wissen is begonnen.', en: 'Approved; the erasure has begun.' },
  isRejected: { nl: 'Afgewezen; er wordt niets gewist.', en: 'Rejected; nothing is erased.' },
};
const tones: Record<Erasure['status'], Tone> = {
  proposed: 'warning',
  lapsed: 'neutral',
  approved: 'active',
  rejected: 'neutral',
  done: 'success',
};

export function Proposals() {
  const t = useTexts(texts);
  const pages = useErasures();
  return (
    <Section title={t.title}>
      <Pages pages={pages}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t.empty}</Empty>
          ) : (
            items.map((erasure) => <Proposal key={erasure.id} erasure={erasure} />)
          )
        }
      </Pages>
    </Section>
  );
}

function Proposal({ erasure }: { erasure: Erasure }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const me = useKnownMe();
  const [asking, ask] = useState<'approve' | 'reject' | null>(null);
  const { status, motivation, reference, proposedBy, proposedAt, lapsesAt, decidedBy, decidedAt } = erasure;
  const isOwn = [proposedBy.subject, proposedBy.onBehalfOf].includes(me.subject);
  return (
    <article className="b-card b-definition-card" aria-label={`${t[status]}, ${formats.instant(proposedAt)}`}>
      <Badge tone={tones[status]}>{t[status]}</Badge>
      <DataList
        rows={[
          { key: 'motivation', label: t.motivation, value: motivation },
          { key: 'reference', label: t.reference, value: reference },
          { key: 'by', label: t.by, value: `${proposedBy.subject}, ${formats.instant(proposedAt)}` },
          ...(status === 'proposed' ? [{ key: 'lapses', label: t.lapses, value: formats.instant(lapsesAt) }] : []),
          ...(decidedBy && decidedAt !== null
            ? [{ key: 'decided', label: t.decidedBy, value: `${decidedBy.subject}, ${formats.instant(decidedAt)}` }]
            : []),
          ...(erasure.decisionReason === null ? [] : [{ key: 'why', label: t.reason, value: erasure.decisionReason }]),
          { key: 'whom', label: t.trajectories, value: erasure.trajectories.join(', ') || t.none },
          ...(erasure.declarationHash === null
            ? []
            : [
                {
                  key: 'hash',
                  label: t.declaration,
                  value: <code className="b-mail-text">{erasure.declarationHash}</code>,
                },
              ]),
        ]}
      />
      {status === 'proposed' && mayAtAll(me, 'erasure:approve') && isOwn && <p className="b-soft">{t.own}</p>}
      {status === 'proposed' && mayAtAll(me, 'erasure:propose') && !isOwn && (
        <div className="b-row">
          <Button kind="primary" onClick={() => ask('approve')}>
            {t.approve}
          </Button>
          <Button onClick={() => ask('reject')}>{t.reject}</Button>
        </div>
      )}
      {asking && <Decision erasure={erasure} kind={asking} onClose={() => ask(null)} />}
    </article>
  );
}

function Decision({ erasure, kind, onClose }: { erasure: Erasure; kind: 'approve' | 'reject'; onClose(): void }) {
  const t = useTexts(texts);
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const params = { path: { id: erasure.id } };
  const deciding = useMutation({
    mutationFn: () =>
      kind === 'approve'
        ? answered(api.POST('/v1/erasures/{id}/approve', { params }))
        : answered(api.POST('/v1/erasures/{id}/reject', { params, body: { reason } })),
    onSuccess() {
      announce(kind === 'approve' ? t.isApproved : t.isRejected);
      void cache.invalidateQueries({ queryKey: erasuresKey });
      onClose();
    },
  });
  const decide = (): void => {
    setTried(true);
    if (kind === 'approve' || reason.trim() !== '') deciding.mutate();
  };
  return (
    <Dialog title={kind === 'approve' ? t.sure : t.rejectTitle} onClose={onClose}>
      {kind === 'approve' ? (
        <p className="utrecht-paragraph">{t.sureAbout}</p>
      ) : (
        <TextField
          label={t.reason}
          value={reason}
          onChange={setReason}
          {...(isTried && reason.trim() === '' && { error: t.required })}
        />
      )}
      {deciding.error && <Failed error={deciding.error} />}
      <div className="b-row">
        <Button kind="primary" busy={deciding.isPending} onClick={decide}>
          {t[kind]}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </Dialog>
  );
}
