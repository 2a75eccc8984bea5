import type { Text } from '../trajectory/language.js';
import { agencyTitle, type Domain, type RoleDefinition } from '../trajectory/definitions/domain.js';

const words = {
  title: { nl: 'Inloggen bij Bestendig, op deze computer', en: 'Sign in to Bestendig, on this computer' },
  about: {
    nl: 'Voor lokaal gebruik: kies wie u bent. Er is geen wachtwoord, en er zijn geen echte gegevens.',
    en: 'For local use: choose who you are. There is no password, and there is no real data.',
  },
  agency: { nl: 'Organisatie', en: 'Agency' },
  municipality: { nl: 'Gemeente waarvoor u werkt', en: 'Municipality for which you work' },
  national: { nl: 'Landelijk (geen gemeente)', en: 'National (no municipality)' },
  roles: { nl: 'Rollen (kies er minstens een)', en: 'Roles (choose at least one)' },
  subject: {
    nl: 'Naam van de gebruiker, zonder spaties (mag leeg blijven)',
    en: 'Name of the user, without spaces (may be left empty)',
  },
  submit: { nl: 'Inloggen', en: 'Sign in' },
  fault: { nl: 'Dit kan niet:', en: 'This is not possible:' },
  signOut: { nl: 'Uitloggen', en: 'Sign out' },
  signOutAbout: {
    nl: 'Wilt u ook uitloggen bij de lokale inlogdienst?',
    en: 'Sign out of the local sign-in service as well?',
  },
} as const satisfies Record<string, Text>;

export interface SignInForm {
  action: string;
  municipalities: readonly string[];
  domain: Domain;
  /** What was sent before, and what was wrong with it. */
  sent?: URLSearchParams;
  fault?: string;
}

/** The page on which one chooses who to be: plain HTML, for keyboard and screen reader, without scripts or styles. */
export function signInPage({
  action,
  municipalities,
  domain,
  sent = new URLSearchParams(),
  fault,
}: SignInForm): string {
  const chosen = (name: string, value: string) => sent.getAll(name).includes(value);
  const option = (name: string, value: string, label: string) =>
    `<option value="${escaped(value)}"${chosen(name, value) ? ' selected' : ''}>${escaped(label)}</option>`;
  const checkbox = ([role, { title, agencies }]: [string, RoleDefinition]) =>
    `<p><label><input type="checkbox" name="role" value="${role}"${
      chosen('role', role) ? ' checked' : ''
    }> ${both(title)} (${agencies.map((agency) => both(agencyTitle(domain, agency).title)).join(', ')})</label></p>`;
  return page(
    words.title,
    `<p>${both(words.about)}</p>
${fault === undefined ? '' : `<p role="alert">${both(words.fault)} ${escaped(fault)}</p>`}
<form method="post" action="${escaped(action)}">
<p><label>${both(words.agency)} <select name="agency" required>${Object.entries(domain.agencies)
      .map(([agency, { title }]) => option('agency', agency, `${title.nl} / ${title.en}`))
      .join('')}</select></label></p>
<p><label>${both(words.municipality)} <select name="municipality">${municipalities
      .map((name) => option('municipality', name, name))
      .join('')}${option('municipality', '', `${words.national.nl} / ${words.national.en}`)}</select></label></p>
<fieldset><legend>${both(words.roles)}</legend>
${Object.entries(domain.roles).map(checkbox).join('\n')}
</fieldset>
<p><label>${both(words.subject)} <input name="subject" autocomplete="username" maxlength="200" pattern="\\S+" value="${escaped(
      sent.get('subject') ?? '',
    )}"></label></p>
<p><button type="submit">${both(words.submit)}</button></p>
</form>`,
  );
}

/** @param form of the provider, with its token against forgery */
export function signOutPage(form: string): string {
  return page(
    words.signOut,
    `<p>${both(words.signOutAbout)}</p>
${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">${both(words.signOut)}</button></p>`,
  );
}

function page(title: Text, content: string): string {
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title.nl)}</title>
</head>
<body>
<main>
<h1>${both(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

const both = ({ nl, en }: Text) =>
  nl === en ? escaped(nl) : `<span>${escaped(nl)}</span> / <span lang="en">${escaped(en)}</span>`;

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
