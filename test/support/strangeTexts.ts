import type { Page } from 'playwright-core';
import type { Language } from '../../src/trajectory/language.js';
import { ourVocabulary } from './languages.js';
import { withoutTyped } from './typed.js';

/** A text on the screen, with the language that it says it is in. */
interface Shown {
  text: string;
  language: string;
  where: string;
}

/**
 * Every text that is read or heard of a page: what stands on it, what is folded, and what aids say in its place. What says by its
 * `lang` that it is in another language counts as that. Left out are code, and what is being filled in.
 */
const texts = `(within) => {
  const out = 'script, style, noscript, code, pre, textarea, [lang=mul]';
  const said = ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt'];
  const found = [{ text: document.title, where: 'title', of: document.documentElement }];
  const root = within ? document.querySelector(within) : document.body;
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.textContent.trim() !== '') found.push({ text: node.textContent, where: 'text', of: node.parentElement });
  }
  for (const name of said) {
    for (const of of root.querySelectorAll('[' + name + ']')) found.push({ text: of.getAttribute(name), where: name, of });
  }
  return found
    .filter(({ of }) => !of.closest(out))
    .map(({ text, where, of }) => ({ text, where, language: of.closest('[lang]').lang }));
}`;

/** Returns each text on a page with words of the other language than it is in, with these words. */
export async function strangeTexts(page: Page, within?: string): Promise<string[]> {
  const shown = await page.evaluate<Shown[]>(`(${texts})(${JSON.stringify(within ?? null)})`);
  const found = shown.flatMap(({ text, where, language }) => {
    const words = ourVocabulary().strangeWords(withoutTyped(text), language as Language);
    return words.length === 0 ? [] : [`${where} “${text.trim()}” says ${words.join(', ')}`];
  });
  return [...new Set(found)];
}

/** Puts a text on a page, in an element with the id `planted`, as what is read or as what aids say. */
export async function plant(
  page: Page,
  as: 'text' | 'title' | 'aria-label' | 'placeholder',
  text: string,
): Promise<void> {
  await page.evaluate(`{
    const planted = document.createElement('p');
    planted.id = 'planted';
    const [as, text] = ${JSON.stringify([as, text])};
    if (as === 'text') planted.textContent = text;
    else planted.setAttribute(as, text);
    document.querySelector('main').append(planted);
  }`);
}
