import { escaped } from '../http/html.js';
import type { Text } from '../../trajectory/language.js';
import { agencyTitle, type Domain } from '../../trajectory/definitions/domain.js';
import { writtenDay } from '../../trajectory/words/days.js';
import type { Agency, Json } from '../../trajectory/replayed/state.js';
import type { Capacity, FileEvent, FileTrajectory, FilledIn, PersonFile } from './schema.js';
import { causeSentences, sentences } from './sentences.js';

export type Language = keyof Text;

/** The file as a page: plain, to be read out by a screen reader as well as printed. No scripts, no pictures. */
export function pageOf(domain: Domain, file: PersonFile, language: Language): string {
  return new Page(domain, language).of(file);
}

class Page {
  private readonly domain: Domain;
  private readonly language: Language;

  constructor(domain: Domain, language: Language) {
    this.domain = domain;
    this.language = language;
  }

  of({ madeAt, trajectories, readers }: PersonFile): string {
    const title = this.say('title');
    return `<!doctype html>
<html lang="${this.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main>
<h1>${title}</h1>
<p>${this.say('intro')}</p>
<p>${this.say('elsewhere')}</p>
<p>${this.say('madeOn')} ${this.moment(madeAt)}.</p>
${trajectories.map((one) => this.trajectory(one)).join('\n')}
<h2>${this.say('readers')}</h2>
${
  readers.length === 0
    ? `<p>${this.say('noReaders')}</p>`
    : this.table(
        this.say('readers'),
        ['when', 'who', 'what'],
        readers.map(({ at, by, title: done }) => [this.moment(at), this.capacity(by), escaped(done[this.language])]),
      )
}
</main></body></html>
`;
  }

  private trajectory(one: FileTrajectory): string {
    const pairs: [string, string][] = [
      [this.say('municipality'), escaped(one.municipalityName)],
      ...(one.ownReference === null
        ? []
        : [[this.say('ownReference'), this.ownReference(one.ownReference)] as [string, string]]),
      [this.say('from'), this.day(one.openedAt)],
      ...(one.closedAt === null ? [] : [[this.say('until'), this.day(one.closedAt)] as [string, string]]),
      ...(one.direction === null
        ? []
        : [[this.say('direction'), this.coded(one.direction, one.directionTitle)] as [string, string]]),
      ...(one.outcome === null
        ? []
        : [[this.say('outcome'), this.coded(one.outcome, one.outcomeTitle)] as [string, string]]),
      [this.say('parties'), this.agencies(one.parties)],
    ];
    return `<section><h2>${this.say('trajectory')} ${escaped(one.id)}</h2>
<dl>${pairs.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join('')}</dl>
${this.openSteps(one)}
<h3>${this.say('events')}</h3>
<ol>${one.events.map((event) => `<li>${this.event(event)}</li>`).join('\n')}</ol>
<h3>${this.say('messages')}</h3>
${
  one.messages.length === 0
    ? `<p>${this.say('noMessages')}</p>`
    : this.table(
        this.say('messages'),
        ['when', 'toWhom', 'what'],
        one.messages.map(({ sentAt, agency, subject }) => [
          sentAt === null ? this.say('notSent') : this.moment(sentAt),
          this.agencies([agency]),
          this.text(subject),
        ]),
      )
}
<h3>${this.say('keeping')}</h3>
${this.keeping(one)}</section>`;
  }

  private ownReference({ reference, label }: NonNullable<FileTrajectory['ownReference']>): string {
    return escaped([reference, label].filter((one) => one !== null).join(' – '));
  }

  private openSteps({ openSteps }: FileTrajectory): string {
    if (openSteps.length === 0) return '';
    const items = openSteps.map(({ step, title, responsible, fatalDate }) => {
      const until = fatalDate === null ? '' : `, ${this.say('before')} ${this.date(fatalDate)}`;
      return `<li>${this.coded(step, title)}: ${this.agencies([responsible])}${until}</li>`;
    });
    return `<h3>${this.say('openSteps')}</h3>\n<ul>${items.join('')}</ul>`;
  }

  private event({ at, title, stepTitle, by, causedBy, reason, filledIn, told }: FileEvent): string {
    const step = stepTitle === null ? '' : `: ${this.text(stepTitle)}`;
    const how = [
      ...(by ? [` ${this.say('by')}: ${this.capacity(by)}.`] : []),
      ...(causedBy ? [` ${this.text(causeSentences[causedBy])}.`] : []),
    ];
    const lines = [`<p><strong>${this.text(title)}${step}</strong><br>${this.moment(at)}.${how.join('')}</p>`];
    if (reason !== null) lines.push(`<p>${this.say('reason')}: ${this.text(reason)}</p>`);
    if (filledIn.length > 0) lines.push(`<dl>${filledIn.map((one) => this.filledIn(one)).join('')}</dl>`);
    if (told.length > 0) lines.push(`<p>${this.say('told')}: ${this.agencies(told)}.</p>`);
    return lines.join('');
  }

  private filledIn({ title, purpose, corrected, ...filledIn }: FilledIn): string {
    const why = purpose === null ? '' : `<dd><small>${this.say('purpose')}: ${this.text(purpose)}</small></dd>`;
    const filled = this.value(filledIn.value, filledIn);
    const was = corrected ? `<s>${filled}</s>` : filled;
    const right = corrected
      ? `<dd>${this.value(corrected.value, corrected)} <small>(${this.say('corrected')} ${this.date(corrected.on)})</small></dd>`
      : '';
    return `<dt>${this.text(title)}</dt>${right}<dd>${was}</dd>${why}`;
  }

  private keeping({ status, retention: { dueFrom, held, holds } }: FileTrajectory): string {
    const term =
      status === 'open'
        ? this.say('termLater')
        : dueFrom === null
          ? this.say('noTerm')
          : `${this.say('keptUntil')} ${this.date(dueFrom)}.`;
    const hold = holds.at(-1);
    const why = held && hold ? `<p>${this.say('held')} ${escaped(hold.reason)} (${escaped(hold.reference)})</p>` : '';
    return `<p>${term}</p>${why}`;
  }

  /** A value of any shape: lists as lists, and what has parts as its parts. */
  private value(value: Json, words: Pick<FilledIn, 'codes' | 'parts'>): string {
    const { codes, parts } = words;
    if (typeof value === 'boolean') return this.say(value ? 'yes' : 'no');
    if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) return '–';
    if (typeof value === 'string' && Object.hasOwn(codes, value)) return this.text(codes[value]!);
    if (typeof value !== 'object') return this.date(String(value));
    if (Array.isArray(value)) return `<ul>${value.map((item) => `<li>${this.value(item, words)}</li>`).join('')}</ul>`;
    const inside = Object.entries(value).map(
      ([name, part]) => `<li>${this.coded(name, parts[name] ?? null)}: ${this.value(part, words)}</li>`,
    );
    return `<ul>${inside.join('')}</ul>`;
  }

  private table(caption: string, columns: ('when' | 'who' | 'toWhom' | 'what')[], rows: string[][]): string {
    const head = columns.map((name) => `<th scope="col">${this.say(name)}</th>`).join('');
    const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
    return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  }

  private capacity({ agencyTitle: title, municipalityName, roles }: Capacity): string {
    const place = municipalityName === null ? '' : ` (${escaped(municipalityName)})`;
    return [`${this.text(title)}${place}`, ...roles.map((role) => this.text(role))].join(', ');
  }

  private agencies(agencies: readonly Agency[]): string {
    return agencies.map((agency) => this.text(agencyTitle(this.domain, agency).toPerson)).join(', ');
  }

  private coded(code: string, title: Text | null): string {
    return title ? this.text(title) : escaped(code);
  }

  private text(text: Text): string {
    return escaped(text[this.language]);
  }

  private say(name: keyof typeof sentences): string {
    return escaped(sentences[name][this.language]);
  }

  private day(instant: string): string {
    return this.format(instant, { dateStyle: 'long' });
  }

  /** A calendar day as people write it; anything else as it is. */
  private date(day: string): string {
    return this.text(writtenDay(day));
  }

  private moment(instant: string): string {
    return `<time datetime="${instant}">${this.format(instant, { dateStyle: 'long', timeStyle: 'short' })}</time>`;
  }

  private format(instant: string, style: Intl.DateTimeFormatOptions): string {
    const locale = { nl: 'nl-NL', en: 'en-GB' }[this.language];
    return escaped(
      new Intl.DateTimeFormat(locale, { ...style, timeZone: 'Europe/Amsterdam' }).format(new Date(instant)),
    );
  }
}
