import assert from 'node:assert/strict';
import type { Person } from './chromium.js';
import { escaped, schemaOf, titleOf, type Part } from './filling.js';
import { example } from './walk.js';

/** What the control that has the focus is called, and for a choice also its group; what is chosen or typed in it. */
const focused = `(() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '';
  const group = at.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
  const name = (at.type === 'radio' || at.type === 'checkbox' ? group + ' / ' : '') + label;
  const value = at.selectedOptions?.[0]?.textContent ?? at.value ?? '';
  return { name, value, isList: at.tagName === 'SELECT', isField: at.matches('input, select, textarea') };
})()`;
interface Focused {
  name: string;
  value: string;
  isList: boolean;
  isField: boolean;
}
type Way = 'Tab' | 'Shift+Tab';
/** More than any list of answers here has. */
const mostAnswers = 40;

/** Someone who has no mouse: Tab goes on, Shift+Tab goes back, and what has the focus gets the keys. */
export class Keyboard {
  private readonly person: Person;
  constructor(person: Person) {
    this.person = person;
  }

  focused(): Promise<Focused> {
    return this.person.page.evaluate<Focused>(focused);
  }

  /** Tabs until something of this name has the focus; fails when it can't be reached. */
  async reach(name: RegExp, way: Way = 'Tab', isField = false): Promise<void> {
    let at: Focused | undefined;
    for (let tabs = 0; tabs < 120; tabs += 1) {
      at = await this.focused();
      if (name.test(at.name) && (at.isField || !isField)) return;
      await this.press(way);
    }
    assert.fail(`${way} does not lead to ${String(name)}; at last it was at "${at?.name}"`);
  }

  async press(key: string): Promise<void> {
    await this.person.page.keyboard.press(key);
  }

  /** Goes to a link or a button, and presses it. */
  async use(name: RegExp): Promise<void> {
    await this.reach(name);
    await this.press('Enter');
  }

  /** Fills in the Dutch form of a step, field after field as Tab comes to them. */
  async fillIn(name: string): Promise<void> {
    await this.fillFields(schemaOf(name), example(name).body as Record<string, unknown>, 'Tab');
  }

  private async fillFields(schema: Part, values: Record<string, unknown>, way: Way): Promise<void> {
    const fields = Object.entries(schema.properties!).filter(([field]) => values[field] !== undefined);
    for (const [field, part] of way === 'Tab' ? fields : fields.toReversed()) {
      const title = titleOf(field, part);
      const value = values[field];
      const starts = new RegExp(`^${escaped(title)}( |$)`);
      const answers = part['x-labels'] ?? part.items?.['x-labels'];
      if (part.type === 'array' && answers) {
        for (const code of part.items!.enum!.filter((one) => (value as string[]).includes(one))) {
          await this.reach(new RegExp(`^${escaped(title)}.* / ${escaped(answers[code]!.nl)}$`, 's'), way);
          await this.press('Space');
        }
      } else if (part.type === 'array') {
        await this.fillRows(title, part.items!, value as (string | Record<string, unknown>)[]);
      } else if (part.type === 'object') {
        await this.fillFields(part, value as Record<string, unknown>, way);
      } else {
        await this.reach(starts, way, true);
        if (part.type === 'boolean') await this.answer(value === true ? 'Ja' : 'Nee');
        else if (answers) await this.answer(answers[String(value)]!.nl);
        else if (part.format === 'date') await this.typeDay(String(value));
        else await this.type(String(value));
      }
    }
  }

  /** A row comes before the button that adds it, so one goes back to it; the first may be there already. */
  private async fillRows(title: string, schema: Part, rows: (string | Record<string, unknown>)[]): Promise<void> {
    const list = this.person.page.getByRole('group', { name: new RegExp(`^${escaped(title)}( |$)`) });
    for (const [index, row] of rows.entries()) {
      if ((await list.getByRole('group', { name: String(index + 1), exact: true }).count()) > 0) {
        await this.fillFields(schema, row as Record<string, unknown>, 'Tab');
      } else {
        await this.use(new RegExp(`^(Nog een t|T)oevoegen: ${escaped(title)}$`));
        if (typeof row === 'string') {
          await this.reach(new RegExp(`^${escaped(schema['x-title']?.nl ?? title)}`), 'Shift+Tab', true);
          await this.type(row);
        } else await this.fillFields(schema, row, 'Shift+Tab');
      }
    }
  }

  /** Goes through the answers of what has the focus by the arrows, until it is this one. */
  private async answer(label: string): Promise<void> {
    if (!(await this.focused()).isList) await this.press('Space');
    for (let presses = 0; presses < mostAnswers; presses += 1) {
      const { name, value, isList } = await this.focused();
      if (isList ? value === label : name.endsWith(` / ${label}`)) return;
      await this.press('ArrowDown');
    }
    assert.fail(`the arrows do not lead to "${label}" at "${(await this.focused()).name}"`);
  }

  /** A day is typed in the order in which this browser asks for it; one sees which that is. */
  private async typeDay(day: string): Promise<void> {
    const [year = '', month = '', date = ''] = day.split('-');
    await this.type(date + month + year);
    if ((await this.focused()).value === day) return;
    await this.press('ArrowLeft');
    await this.press('ArrowLeft');
    await this.type(month + date + year);
    assert.equal((await this.focused()).value, day);
  }

  private async type(text: string): Promise<void> {
    await this.person.page.keyboard.type(text);
  }
}
