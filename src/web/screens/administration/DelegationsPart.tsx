import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.ts';
import { hasRole, useKnownMe } from '../../api/me.ts';
import { ApiProblem } from '../../api/problem.ts';
import { announce } from '../../components/Announcer.tsx';
import { Badge, Button, Section } from '../../components/basic.tsx';
import { TextField } from '../../components/fields.tsx';
import { Pages } from '../../components/paged.tsx';
import { Empty, Failed } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { today, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useDelegations, type Delegation } from './queries.ts';
import { keys } from '../../api/keys.ts';

const texts = {
  list: { nl: 'Wie werkt voor wie', en: 'Who acts for whom' },
  intro: {
    nl: 'Bent u er niet? Laat een collega van uw organisatie tot en met een dag namens u werken. Op de tijdlijn staat steeds wie het deed, en namens wie.',
    en: 'Are you away? Let a colleague of your agency act for you until a day. The timeline always says who did it, and for whom.',
  },
  empty: { nl: 'Er zijn geen vervangingen.', en: 'There are no delegations.' },
  from: { nl: 'Van', en: 'From' },
  to: { nl: 'Aan', en: 'To' },
  roles: { nl: 'Rollen', en: 'Roles' },
  until: { nl: 'Tot en met', en: 'Until' },
  reason: { nl: 'Reden', en: 'Reason' },
  state: { nl: 'Status', en: 'Status' },
  holds: { nl: 'Geldt', en: 'Holds' },
  ended: { nl: 'Voorbij', en: 'Ended' },
  end: { nl: 'Beëindigen', en: 'End' },
  endedNow: { nl: 'De vervanging is beëindigd.', en: 'The delegation has ended.' },
  act: { nl: 'Actie', en: 'Action' },
  give: { nl: 'Iemand namens u laten werken', en: 'Let someone act for you' },
  who: { nl: 'Gebruikersnaam van uw collega', en: 'User name of your colleague' },
  send: { nl: 'Vastleggen', en: 'Record' },
  given: { nl: 'Vastgelegd. Uw collega kan namens u werken.', en: 'Recorded. Your colleague can act for you.' },
  required: { nl: 'Vul dit in.', en: 'Fill this in.' },
};

export function DelegationsPart() {
  const t = useTexts(texts);
  const pages = useDelegations();
  return (
    <>
      <p className="utrecht-paragraph b-soft">{t.intro}</p>
      <Section title={t.list}>
        <Pages pages={pages}>
          {(items) => (items.length === 0 ? <Empty>{t.empty}</Empty> : <Delegations items={items} />)}
        </Pages>
      </Section>
      <GiveDelegation />
    </>
  );
}

function Delegations({ items }: { items: Delegation[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const me = useKnownMe();
  const cache = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: string) => answered(api.POST('/v1/delegations/{id}/end', { params: { path: { id } } })),
    onSuccess() {
      announce(t.endedNow);
      return cache.invalidateQueries({ queryKey: keys.me });
    },
  });
  return (
    <>
      {ending.error && <Failed error={ending.error} />}
      <Table
        caption={t.list}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'from', label: t.from, cell: ({ from }) => from },
          { key: 'to', label: t.to, cell: ({ to }) => to },
          {
            key: 'roles',
            label: t.roles,
            cell: ({ agency, roles }) => formats.list(roles.map((role) => names.role(agency, role))),
          },
          { key: 'until', label: t.until, cell: ({ until }) => formats.day(until) },
          { key: 'reason', label: t.reason, cell: ({ reason }) => reason },
          {
            key: 'state',
            label: t.state,
            cell: ({ holds }) => <Badge tone={holds ? 'active' : 'neutral'}>{holds ? t.holds : t.ended}</Badge>,
          },
          {
            key: 'act',
            label: t.act,
            cell: ({ id, holds, from, to }) =>
              holds &&
              (from === me.subject || hasRole(me, 'coordinator')) && (
                <Button
                  kind="subtle"
                  aria-label={`${t.end}: ${from}, ${to}`}
                  busy={ending.isPending}
                  onClick={() => ending.mutate(id)}
                >
                  {t.end}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

function GiveDelegation() {
  const t = useTexts(texts);
  const me = useKnownMe();
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [to, setTo] = useState('');
  const [until, setUntil] = useState(today());
  const [reason, setReason] = useState('');
  const [roles, setRoles] = useState(me.roles.map(({ role }) => role));
  const [isTried, setTried] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const giving = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/v1/delegations', {
          params: { header: { 'Idempotency-Key': key } },
          body: { to: to.trim(), until, reason: reason.trim(), roles },
        }),
      ),
    onSuccess() {
      announce(t.given);
      setTo('');
      setReason('');
      setTried(false);
      setKey(crypto.randomUUID());
      return cache.invalidateQueries({ queryKey: keys.me });
    },
    // What was refused is changed and sent anew; what was not answered is the same request again.
    onError: (error) => error instanceof ApiProblem && error.status < 500 && setKey(crypto.randomUUID()),
  });
  const give = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (to.trim() !== '' && reason.trim() !== '' && roles.length > 0) giving.mutate();
  };
  const lacks = (value: string) => (isTried && value.trim() === '' ? { error: t.required } : {});
  return (
    <Section title={t.give}>
      <form onSubmit={give} noValidate>
        <TextField label={t.who} value={to} onChange={setTo} {...lacks(to)} />
        <TextField label={t.until} type="date" value={until} onChange={setUntil} {...lacks(until)} />
        <TextField label={t.reason} value={reason} onChange={setReason} {...lacks(reason)} />
        <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset">
          <legend className="utrecht-form-fieldset__legend">{t.roles}</legend>
          {me.roles.map(({ role, title }) => (
            <p key={role}>
              <label className="utrecht-form-label utrecht-form-label--checkbox">
                <input
                  type="checkbox"
                  className="utrecht-checkbox utrecht-checkbox--html-input"
                  checked={roles.includes(role)}
                  onChange={({ target }) =>
                    setRoles((before) => (target.checked ? [...before, role] : before.filter((one) => one !== role)))
                  }
                />
                {title ? say(title) : role}
              </label>
            </p>
          ))}
        </fieldset>
        {giving.error && <Failed error={giving.error} />}
        <Button type="submit" kind="primary" busy={giving.isPending}>
          {t.send}
        </Button>
      </form>
    </Section>
  );
}
