import assert from 'node:assert/strict';
import type { Person } from './chromium.js';

/** What the control that has the focus is called, and for a choice also its group. */
const focused = `(() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '';
  const group = at.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
  return (at.type === 'radio' || at.type === 'checkbox' ? group + ' / ' : '') + label;
})()`;

/** Someone who has no mouse: Tab goes on, and what has the focus gets the keys. */
export class Keyboard {
  private readonly person: Person;
  constructor(person: Person) {
    this.person = person;
  }

  /** Tabs until something of this name has the focus; fails when it can't be reached. */
  async reach(name: RegExp): Promise<void> {
    let at = '';
    for (let tabs = 0; tabs < 90; tabs += 1) {
      at = await this.person.page.evaluate<string>(focused);
      if (name.test(at)) return;
      await this.press('Tab');
    }
    assert.fail(`Tab does not lead to ${String(name)}; at last it was at "${at}"`);
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) await this.person.page.keyboard.press(key);
  }

  /** Types where the focus is; a day is typed as the language of the browser writes it: `02112026`. */
  async type(text: string): Promise<void> {
    await this.person.page.keyboard.type(text);
  }

  /** Chooses an answer of a group by the arrows: the first is the one that Tab comes to. */
  async choose(group: RegExp, answer: number): Promise<void> {
    await this.reach(group);
    await this.press('Space');
    await this.press('ArrowDown', answer);
  }
}
