import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { mayAtAll, useKnownMe } from '../../api/me.ts';
import type { paths } from '../../api/schema.d.ts';
import { announce } from '../../components/Announcer.tsx';
import { Badge, Button, ScreenLink } from '../../components/basic.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Failed } from '../../components/states.tsx';
import { Table, type Column } from '../../components/Table.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { channelWords, statusTones, statusWords } from './status.ts';

export type Message =
  paths['/v1/notifications']['get']['responses'][200]['content']['application/json']['items'][number];

const texts = {
  caption: { nl: 'Berichten, de nieuwste eerst', en: 'Messages, the newest first' },
  subject: { nl: 'Onderwerp', en: 'Subject' },
  agency: { nl: 'Partij', en: 'Agency' },
  channel: { nl: 'Kanaal', en: 'Channel' },
  status: { nl: 'Status', en: 'Status' },
  created: { nl: 'Gemaakt', en: 'Made' },
  sent: { nl: 'Verstuurd', en: 'Sent' },
  attempts: { nl: 'Pogingen', en: 'Attempts' },
  received: { nl: 'Ontvangen', en: 'Received' },
  settled: { nl: 'Afgehandeld', en: 'Settled' },
  accepted: { nl: 'Aanvaard', en: 'Accepted' },
  refused: { nl: 'Geweigerd', en: 'Refused' },
  revoked: { nl: 'Ingetrokken', en: 'Revoked' },
  waits: { nl: 'wacht nog', en: 'still waits' },
  again: { nl: 'Opnieuw versturen', en: 'Send again' },
  act: { nl: 'Actie', en: 'Action' },
  confirm: { nl: 'Dit bericht opnieuw versturen?', en: 'Send this message again?' },
  confirmAbout: {
    nl: 'De partij krijgt hetzelfde bericht, met hetzelfde kenmerk. Wie het al had, herkent het daaraan.',
    en: 'The agency gets the same message, under the same id. Who had it already recognises it by that.',
  },
  cancel: { nl: 'Annuleren', en: 'Cancel' },
  done: { nl: 'Het bericht wordt opnieuw verstuurd.', en: 'The message is being sent again.' },
  why: { nl: 'Waarom', en: 'Why' },
};

export function MessagesTable({ messages }: { messages: Message[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const statuses = useTexts(statusWords);
  const channels = useTexts(channelWords);
  const me = useKnownMe();
  const [asked, ask] = useState<Message | null>(null);
  const columns: Column<Message>[] = [
    {
      key: 'subject',
      label: t.subject,
      cell: ({ subject, trajectoryId }) => <ScreenLink to={`/trajectories/${trajectoryId}`}>{subject}</ScreenLink>,
    },
    { key: 'agency', label: t.agency, cell: ({ agency }) => names.agency(agency) },
    { key: 'channel', label: t.channel, cell: ({ channel }) => channels[channel] },
    {
      key: 'status',
      label: t.status,
      cell: ({ status, lastError }) => (
        <>
          <Badge tone={statusTones[status]}>{statuses[status]}</Badge>
          {lastError !== null && (
            <div className="b-soft">
              {t.why}: {lastError.detail}
            </div>
          )}
        </>
      ),
    },
    { key: 'created', label: t.created, cell: ({ createdAt }) => formats.instant(createdAt) },
    { key: 'sent', label: t.sent, cell: ({ sentAt }) => (sentAt === null ? '–' : formats.instant(sentAt)) },
    {
      key: 'received',
      label: t.received,
      cell: ({ receivedAt }) => (receivedAt === null ? '–' : formats.instant(receivedAt)),
    },
    {
      key: 'settled',
      label: t.settled,
      cell: ({ asks, settledAt, offer }) => {
        if (offer?.answer && offer.answeredAt !== null)
          return `${t[offer.answer]}, ${formats.instant(offer.answeredAt)}`;
        if (settledAt !== null) return formats.instant(settledAt);
        return asks || offer ? t.waits : '–';
      },
    },
    { key: 'attempts', label: t.attempts, isNumber: true, cell: ({ attempts }) => formats.number(attempts) },
  ];
  const act: Column<Message> = {
    key: 'act',
    label: t.act,
    cell: (message) =>
      message.channel !== 'inbox' && (
        <Button kind="subtle" aria-label={`${t.again}: ${message.subject}`} onClick={() => ask(message)}>
          {t.again}
        </Button>
      ),
  };
  return (
    <>
      <Table
        caption={t.caption}
        columns={mayAtAll(me, 'notification:redeliver') ? [...columns, act] : columns}
        rows={messages}
        rowKey={({ id }) => id}
      />
      {asked && <Redeliver message={messages.find(({ id }) => id === asked.id) ?? asked} onClose={() => ask(null)} />}
    </>
  );
}

function Redeliver({ message, onClose }: { message: Message; onClose(): void }) {
  const t = useTexts(texts);
  const names = useNames();
  const cache = useQueryClient();
  const sending = useMutation({
    mutationFn: () => answered(api.POST('/v1/notifications/{id}/redeliver', { params: { path: { id: message.id } } })),
    onSuccess() {
      announce(t.done);
      void cache.invalidateQueries({ queryKey: keys.notifications });
      onClose();
    },
  });
  return (
    <Dialog title={t.confirm} onClose={onClose}>
      <p className="utrecht-paragraph">
        <strong>{message.subject}</strong> ({names.agency(message.agency)})
      </p>
      <p className="utrecht-paragraph">{t.confirmAbout}</p>
      {sending.error && <Failed error={sending.error} />}
      <div className="b-row">
        <Button kind="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
          {t.again}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </Dialog>
  );
}
