import assert from 'node:assert/strict';
import { chromiumPath } from '../support/chromium.js';
import {
  press,
  unfold,
  unfoldAndPress,
  choose,
  bulk,
  search,
  find,
  propose,
  saved,
  seek,
  tryWith,
  reload,
  refusal,
  print,
  nothing,
  absent,
} from '../support/doings.js';
import { everySituation, type Situations } from '../support/everySituation.js';
import { theOther } from '../support/languages.js';
import { plant, strangeTexts } from '../support/strangeTexts.js';
import { allScreens, findInBoth, findWhereNarrow, speak, Visits, type State } from '../support/visits.js';

/** Who looks. */
const roles = {
  official: 'municipality:intake-officer:case-director:coordinator:administrator',
  national: 'municipality:coordinator@',
  elsewhere: 'municipality:case-director@amsterdam',
  officer: 'dtv:departure-officer',
  idle: 'avim:liaison',
  auditor: 'municipality:auditor',
  'admin-1': 'municipality:administrator',
};
type Who = keyof typeof roles;

const at =
  (name: Exclude<keyof Situations, 'stack'>, more = '') =>
  (all: Situations) =>
    `/trajectories/${all[name]}${more}`;
const down = { code: 'unavailable', title: 'Unavailable', status: 503, detail: 'Later.' };
const part = (name: string): string => `/administration?part=${name}`;

/** Every state of every screen: the screen, the state, who looks, where, what is seen of it, and what one does to come to it. */
const states: State<Who>[] = [
  ['/work', 'full', 'official', '/work', /^Te laat \(/],
  ['/work', 'empty', 'idle', '/work', 'Er staat niets open'],
  ['/work', 'a filter without result', 'official', '/work?step=follow-up', 'Wis de filters'],
  ['/work', 'new since', 'official', '/work?openedSince=2026-01-01T00:00:00Z', 'Alleen wat open is sinds'],
  ['/work', 'some chosen', 'official', '/work?overdue=true', /^[0-9]+ gekozen/, choose],
  ['/work', 'handing over', 'official', '/work?overdue=true', 'Aan welke partij', bulk('Overdragen')],
  ['/work', 'handing over, faults', 'official', '/work?overdue=true', 'Vul dit in.', bulk('Overdragen', /^Bekijken/)],
  ['/work', 'taking over', 'official', '/work?overdue=true', 'Wie de stap nu heeft, krijgt', bulk('Oppakken')],
  [
    '/work',
    'what taking up would do',
    'official',
    '/work?step=admission',
    'Er is nog niets veranderd',
    bulk('Oppakken'),
  ],
  [
    '/work',
    'how taking up went',
    'official',
    '/work?step=admission',
    /van [0-9]+ gedaan/,
    bulk('Oppakken', /^Bevestigen/),
  ],
  ['/work', 'naming a view', 'official', '/work?overdue=true', 'Alleen u ziet', press('Weergave bewaren')],
  [
    '/work',
    'a view without a name',
    'official',
    '/work?overdue=true',
    'Geef de',
    press('Weergave bewaren', /^Bewaren$/),
  ],
  ['/work', 'saved views', 'official', '/work?overdue=true', 'Uw weergaven', saved],
  [
    '/work',
    'refused',
    'official',
    '/work?claimed=mine',
    'Met uw rollen kunt u dit niet doen',
    tryWith('**/v1/tasks?*', refusal, reload),
  ],
  ['/trajectories', 'full', 'official', '/trajectories', /^Traject /],
  ['/trajectories', 'the whole country', 'national', '/trajectories?sort=nextDeadline', /^Traject /],
  ['/trajectories', 'empty', 'idle', '/trajectories', 'Er zijn nog geen trajecten'],
  ['/trajectories', 'a filter without result', 'official', '/trajectories?outcome=MOB', 'Wis de filters'],
  ['/trajectories', 'looking for someone', 'official', '/trajectories', 'Wat u zoekt', press('Persoon zoeken')],
  ['/trajectories', 'looking for nobody', 'official', '/trajectories', 'Vul een V-nummer', search('')],
  ['/trajectories', 'found someone', 'official', '/trajectories', 'Gevonden trajecten', find],
  ['/trajectories', 'found nobody', 'official', '/trajectories', 'Geen traject gevonden', search('2790046199')],
  ['/trajectories/new', 'opened', 'official', '/trajectories/new', 'Hoe de aanmelding'],
  ['/trajectories/new', 'may not', 'idle', '/trajectories/new', 'Aanmelden hoort niet bij uw rol'],
  ['/trajectories/:id', 'running', 'official', at('running'), 'Loopt'],
  ['/trajectories/:id', 'all of it unfolded', 'official', at('running'), 'Waarom deze datum', unfold],
  ['/trajectories/:id', 'suspended', 'official', at('suspended'), 'Opgeschort', unfold],
  ['/trajectories/:id', 'held by a court', 'official', at('held'), 'Voorlopige voorziening'],
  ['/trajectories/:id', 'transferred, by the other municipality', 'elsewhere', at('transferred'), 'Amsterdam'],
  [
    '/trajectories/:id',
    'transferred, by the first municipality',
    'official',
    at('transferred'),
    /Amsterdam|nu bij een andere gemeente/,
  ],
  ['/trajectories/:id', 'ended', 'official', at('ended'), 'Afgesloten op'],
  ['/trajectories/:id', 'reopened', 'official', at('reopened'), 'Heropend'],
  ['/trajectories/:id', 'escalated', 'official', at('escalated'), 'Opgeschaald'],
  ['/trajectories/:id', 'refused', 'official', at('refused'), 'Niet toegelaten'],
  [
    '/trajectories/:id/:kind/:name',
    'which entry to correct',
    'official',
    at('running', '/actions/correct'),
    'Kies de invoer die u wilt corrigeren',
  ],
  ['/trajectories/:id', 'erased', 'official', at('erased'), 'of is gewist'],
  ['/trajectories/:id', 'not theirs', 'elsewhere', at('running'), 'Dit traject is er niet'],
  [
    '/trajectories/:id',
    'as it was',
    'official',
    (all) => at('suspended', `?asOf=${all.early}`)(all),
    'U kijkt naar hoe',
  ],
  ['/trajectories/:id', 'before it was', 'official', at('running', '?asOf=2020-01-01T00:00:00Z'), 'zoals het nu is'],
  [
    '/trajectories/:id',
    'no moment',
    'official',
    at('running'),
    'Vul een datum en een tijd in',
    unfoldAndPress(/^Bekijken$/),
  ],
  ['/trajectories/:id', 'by who sees little', 'officer', at('running'), 'Loopt', unfold],
  ['/trajectories/:id', 'keeping, faults', 'official', at('ended'), 'Vul dit in.', press(/^Bewaren$/, /^Bewaren$/)],
  ['/trajectories/:id/:kind/:name', 'of an ended one', 'official', at('ended', '/steps/intake'), 'is afgesloten'],
  ['/trajectories/:id/:kind/:name', 'no such step', 'official', at('running', '/steps/zzz'), 'bestaat niet'],
  ['/coordinator', 'full', 'official', '/coordinator', 'Agenda van het casusoverleg (LSO)'],
  ['/coordinator', 'each definition and table open', 'official', '/coordinator', 'uiterste datum voorbij', unfold],
  ['/coordinator', 'the whole country', 'national', '/coordinator', 'Per gemeente', unfold],
  [
    '/coordinator',
    'one that has nothing',
    'national',
    '/coordinator?municipality=eindhoven',
    'Er wacht niemand',
    unfold,
  ],
  ['/coordinator', 'a period', 'official', '/coordinator?from=2025-01-01&to=2025-12-31', 'jul 2025', unfold],
  ['/statistics', 'a period', 'national', '/statistics', 'Wat elk cijfer telt'],
  ['/statistics', 'one municipality', 'official', '/statistics', 'Wat elk cijfer telt'],
  [
    '/statistics',
    'a cohort',
    'national',
    '/statistics?view=cohort&municipality=utrecht',
    'Cohort: wat er kwam',
    unfold,
  ],
  ['/statistics', 'the past', 'national', '/statistics?asOf=2026-01-31&from=2026-01-01&to=2026-01-31', 'bekend waren'],
  ['/statistics', 'what cannot be', 'national', '/statistics?from=2026-05-01&to=2026-01-01', 'Deze keuze kan niet'],
  ['/agencies', 'each kind', 'official', '/agencies', 'Mislukt'],
  ['/agencies', 'sent', 'official', '/agencies?status=sent', 'Verstuurd'],
  ['/agencies', 'failed', 'official', '/agencies?status=failed', 'Mislukt'],
  ['/agencies', 'on their way', 'official', '/agencies?status=pending', 'Onderweg'],
  ['/agencies', 'none', 'official', '/agencies?agency=avim', 'Er zijn geen berichten'],
  ['/agencies', 'sending again', 'official', '/agencies', 'opnieuw versturen?', press(/^Opnieuw versturen: /)],
  ['/administration', 'programmes', 'official', part('programmes'), 'Termijnen van de stappen', unfold],
  ['/administration', 'programmes of the country', 'national', part('programmes'), 'Termijnen van de stappen', unfold],
  ['/administration', 'the directory', 'official', part('directory'), 'Hoe de partijen worden bereikt', unfold],
  ['/administration', 'erasures: to approve', 'official', part('erasures'), 'Goedkeuren'],
  ['/administration', 'erasures: of one’s own', 'admin-1', part('erasures'), 'Dit hebt u zelf voorgesteld'],
  ['/administration', 'erasures: by who only looks', 'auditor', part('erasures'), 'Wacht op een tweede beheerder'],
  ['/administration', 'erasures: proposing, faults', 'official', part('erasures'), 'Vul dit in.', propose],
  ['/administration', 'erasures: sure?', 'official', part('erasures'), 'Wissen goedkeuren?', press('Goedkeuren')],
  [
    '/administration',
    'erasures: no',
    'official',
    part('erasures'),
    'Vul een reden in',
    press('Afwijzen', /^Afwijzen$/),
  ],
  ['/administration', 'the access log', 'auditor', part('access-log'), 'Elk verzoek staat hier'],
  ['/administration', 'delegations', 'official', part('delegations'), 'a.colleague'],
  ['/administration', 'no delegations', 'officer', part('delegations'), 'Er zijn geen vervangingen'],
  ['/administration', 'delegations, faults', 'official', part('delegations'), 'Vul dit in.', press('Vastleggen')],
  ['/administration', 'the processing register', 'auditor', part('processing'), 'art. 30', unfold],
  ['/steps', 'all', 'official', '/steps', 'Hoe de stappen op elkaar volgen'],
  ['/steps', 'one step’s page', 'official', '/steps#legal-review', 'Juridische toets'],
  ['/steps', 'nothing found', 'official', '/steps', 'Niets gevonden', seek],
  ['/signed-in', 'signed in again', 'official', '/signed-in', 'Of begin hier'],
  ['/mailbox', 'full', 'official', '/mailbox', 'Kies een bericht'],
  ['/mailbox', 'a message', 'idle', '/mailbox', 'Naar het traject', press(/staat klaar/)],
  ['/mailbox', 'empty', 'idle', '/mailbox', 'nog geen bericht', tryWith('**/dev/*', nothing, reload)],
  ['/mailbox', 'where there is none', 'idle', '/mailbox', 'alleen als Bestendig', tryWith('**/dev/*', absent, reload)],
];

describe('Every screen in every state, in Dutch and in English, in Chromium', () => {
  let all: Situations;
  let visits: Visits<Who>;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    all = await everySituation();
    visits = new Visits(all, roles);
  });
  after(() => visits?.leave());

  const inTurn = async (some: readonly State<Who>[]): Promise<string[]> => {
    const found: string[] = [];
    for (const state of some) found.push(...(await visits.find(state)));
    return found;
  };

  it('is in the table: no screen is left out', () => {
    const visited = new Set(states.map(([screen]) => screen));
    assert.deepEqual(allScreens().toSorted(), [...visited].toSorted());
  });

  for (const screen of new Set(states.map(([name]) => name))) {
    it(`has nothing for axe to find on ${screen}, and no word of the other language`, async function () {
      this.timeout(120_000);
      const looks = Object.keys(roles).map((who) => states.filter(([name, , by]) => name === screen && by === who));
      // Each person goes from state to state; they do so beside each other.
      const found = await Promise.all(looks.map((own) => inTurn(own)));
      assert.deepEqual(found.flat(), []);
    });
  }

  it('would be found with a text in the other language, wherever that stands: the control', async function () {
    this.timeout(120_000);
    const person = await visits.person('official');
    const { page } = person;
    await person.go('/trajectories');
    for (const [language, other] of [
      ['nl', 'Nobody has answered yet.'],
      ['en', 'Nog niemand heeft geantwoord.'],
    ] as const) {
      await speak(page, language);
      await person.settled();
      for (const place of ['text', 'title', 'aria-label', 'placeholder'] as const) {
        await plant(page, place, other);
        const found = await strangeTexts(page);
        assert.equal(found.length, 1, found.join('\n'));
        assert.ok(found[0]!.startsWith(`${place} “${other}” says `), found[0]);
        await page.evaluate(`document.getElementById('planted').lang = '${theOther[language]}'`);
        assert.deepEqual(await strangeTexts(page), [], 'where it says in which language it is');
        await page.evaluate(`document.getElementById('planted').remove()`);
      }
    }
    await speak(page, 'nl');
  });

  it('fits a telephone of 320 px, and letters of twice the size', async function () {
    this.timeout(120_000);
    const first = (screen: string) => states.find(([name, , who]) => name === screen && who === 'official')!;
    const { page } = await visits.person('official');
    const before = page.viewportSize()!;
    const found: string[] = [];
    const look = async (how: string): Promise<void> => {
      for (const screen of allScreens()) {
        found.push(...(await visits.find(first(screen), (person, what) => findWhereNarrow(person, `${how}, ${what}`))));
      }
    };
    await page.setViewportSize({ width: 320, height: 700 });
    await look('320 px');
    await page.setViewportSize(before);
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    await look('200 %');
    await page.evaluate('document.documentElement.style.fontSize = ""');
    assert.deepEqual(found, []);
  });

  it('prints the table of the figures whole, for all municipalities, on a sheet lying down', async () => {
    const { page } = await visits.person('national');
    const before = page.viewportSize()!;
    const day = new Date().toISOString().slice(0, 10);
    const query = `view=period&from=${day.slice(0, 4)}-01-01&to=${day}`;
    const { body } = await all.stack.get('municipality:coordinator@', `/v1/statistics?${query}`);
    // What a sheet of A4 has room for beside its margins.
    await page.setViewportSize({ width: 1032, height: 700 });
    const found = await visits.find([
      '/statistics',
      'printed',
      'national',
      '/statistics',
      'Wat elk cijfer telt',
      print,
    ]);
    assert.deepEqual(found, []);
    await print(page);
    const cells = await page.evaluate<{ right: number; text: string }[]>(`
      [...document.querySelectorAll('.b-figures :is(th, td)')].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return { right: range.getBoundingClientRect().right, text: cell.innerText };
      })`);
    const rows = await page.locator('.b-figures th[scope=row]').count();
    assert.equal(rows, body['rows'].length);
    assert.equal(await page.locator('.b-figures td').count(), rows * body['columns'].length);
    assert.deepEqual(
      cells.filter(({ right, text }) => right > 1032 || text.trim() === ''),
      [],
    );
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".b-table-room")).overflowX'), 'visible');
    assert.equal(await page.locator('.b-no-print').filter({ visible: true }).count(), 0);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize(before);
  });

  it('says how it stands with the connection and the session', async function () {
    this.timeout(120_000);
    const person = await visits.person('officer');
    const { page, context } = person;
    const banner = (text: RegExp) => page.locator('.b-banner').getByText(text).waitFor();
    const found: string[] = [];
    await person.go('/trajectories');
    await context.setOffline(true);
    await person.go('/trajectories?status=open');
    await banner(/^Geen verbinding/);
    found.push(...(await findInBoth(person, 'unreachable')));
    await context.setOffline(false);
    await page.locator('.b-banner').waitFor({ state: 'detached' });
    await page.route('**/health/ready', (route) =>
      route.fulfill({ status: 503, json: { status: 'unavailable', missing: [] } }),
    );
    await page.route('**/v1/trajectories?*', (route) => route.fulfill({ status: 503, json: down }));
    await person.go('/trajectories?status=closed');
    await banner(/^Een onderdeel/);
    found.push(...(await findInBoth(person, 'a part is down')));
    await page.unrouteAll();
    await page.locator('.b-banner').waitFor({ state: 'detached' });
    await context.clearCookies();
    await person.go('/trajectories?outcome=MOB');
    await banner(/^Uw sessie is voorbij/);
    found.push(...(await findInBoth(person, 'the session has ended')));
    await page.reload();
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    found.push(...(await findInBoth(person, 'signed out')));
    assert.deepEqual(found, []);
  });
});
