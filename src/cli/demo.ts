import { requestToken } from '../dev/requestToken.js';
import type { Outcome } from '../steps/codes.js';

export interface DemoOptions {
  url: string;
  issuer: string;
  municipalities: readonly string[];
  say(line: string): void;
}

/** How a made-up person's trajectory goes: the commands in order, each by the role that may give it. */
type Way = readonly Move[];
interface Move {
  by: 'intake' | 'director' | 'coordinator' | 'legal' | 'departure';
  path: string;
  body: Record<string, unknown>;
}

const peoplePerCity = 9;

/**
 * Refers some tens of made-up people through the API, as caseworkers would, and takes them various ways; so that there
 * is something to look at. A second demo adds more people, as a real week would.
 */
export async function playDemo({ url, issuer, municipalities, say }: DemoOptions): Promise<void> {
  say('Demo: referring made-up people …');
  let people = 0;
  for (const municipality of municipalities) {
    const tokens = {
      intake: await requestToken({ issuer, municipality, agency: 'municipality', roles: ['intake-officer'] }),
      director: await requestToken({ issuer, municipality, agency: 'municipality', roles: ['case-director'] }),
      coordinator: await requestToken({ issuer, municipality, agency: 'municipality', roles: ['coordinator'] }),
      legal: await requestToken({ issuer, municipality, agency: 'ngo', roles: ['legal'] }),
      departure: await requestToken({ issuer, municipality, agency: 'dtv', roles: ['departure-officer'] }),
    };
    for (let person = 0; person < peoplePerCity; person += 1) {
      const way = ways[(person + municipalities.indexOf(municipality)) % ways.length]!;
      const referral = { channel: channels[person % channels.length], receivedOn: day(-30 + person), language: 'ti' };
      const { id } = await post(`${url}/v1/trajectories`, tokens.intake, referral);
      for (const { by, path, body } of way) await post(`${url}/v1/trajectories/${id}/${path}`, tokens[by], body);
      people += 1;
    }
    say(`Demo: ${municipality} is done, ${people} people so far.`);
  }
  say(
    `Demo: ${people} made-up people were referred. See ${url}/v1/trajectories, ${url}/dev/mail and ${url}/dev/webhooks.`,
  );
}

const channels = ['desk', 'partner', 'outreach', 'post', 'phone'];

const intake: Move = {
  by: 'intake',
  path: 'steps/intake',
  body: {
    heldOn: day(-20),
    regionalTie: true,
    proceduresFinished: true,
    otherShelterRight: false,
    dublinClaim: false,
    safeCountry: false,
    needs: ['shelter', 'documents'],
    vulnerable: false,
  },
};

const decision = (body: Record<string, unknown>): Move => ({
  by: 'director',
  path: 'steps/admission',
  body: { decidedOn: day(-14), motivation: 'DEC-2026-0100', mandate: 'MANDATE-2025-01', ...body },
});
const admitted = decision({ decision: 'admitted', ground: 'meets-criteria', direction: 'UNDER_INVESTIGATION' });
const admittedForReturn = decision({ decision: 'admitted', ground: 'meets-criteria', direction: 'RETURN' });
const refused: Way = [
  decision({ decision: 'refused', ground: 'outside-target-group' }),
  { by: 'coordinator', path: 'steps/admission-check', body: { verdict: 'confirmed', reason: 'The ground is right.' } },
];

const review = (advice: string, again?: string): Move => ({
  by: 'legal',
  path: 'steps/legal-review',
  body: {
    reviewedOn: day(-7),
    optionsConsidered: [{ procedure: 'repeat-asylum', feasible: advice === 'LEGALISATION' ? 'yes' : 'no' }],
    advice,
    ...(again && { reviewAgainOn: again }),
  },
});

const session = (choice: string, next?: string): Move => ({
  by: 'departure',
  path: 'steps/return-counselling',
  body: { sessionOn: day(-5), choice, ...(next && { nextSessionOn: next }) },
});

const direction = (name: string): Move => ({
  by: 'director',
  path: 'actions/change-direction',
  body: {
    direction: name,
    decidedIn: 'case-conference',
    decision: 'LSO-2026-10',
    reason: 'Agreed in the case conference.',
  },
});

const outcome = (name: Outcome, evidenceKind: string, more: Record<string, unknown> = {}): Move => ({
  by: 'director',
  path: 'steps/outcome-registration',
  body: { outcome: name, occurredOn: day(-1), evidenceKind, evidence: 'EV-2026-0001', ...more },
});

const confirmed: Move = {
  by: 'coordinator',
  path: 'steps/outcome-check',
  body: { verdict: 'confirmed', reason: 'The evidence is in the file.' },
};

const ways: readonly Way[] = [
  [],
  [intake],
  [intake, admitted],
  [intake, admitted, review('LEGALISATION', day(30)), direction('LEGALISATION')],
  [intake, admittedForReturn, session('considering', day(14))],
  [intake, admittedForReturn, session('return'), outcome('RETURNED_INDEPENDENT', 'departure-confirmation')],
  [intake, admitted, review('LEGALISATION'), outcome('RESIDENCE_GRANTED', 'ind-decision', { ground: 'no-fault' })],
  [intake, admitted, review('LEGALISATION'), outcome('REPEAT_ASYLUM_LODGED', 'application-receipt')],
  [intake, ...refused, outcome('REFUSED_AT_ADMISSION', 'reasoned-decision')],
  [intake, admitted, session('declined'), outcome('MOB', 'last-contact-report'), confirmed],
  [
    intake,
    { by: 'director', path: 'actions/withdraw', body: { statement: 'LETTER-01', reason: 'Found a place elsewhere.' } },
  ],
];

async function post(url: string, token: string, body: unknown): Promise<{ id: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok)
    throw new Error(`The demo's request to ${url} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as { id: string };
}

/** A calendar day so many days from today. */
function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
}
