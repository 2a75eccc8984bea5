// What follows a change: one round after another, each as small as it can be.
import { savedAt } from './compiler.mjs';
import { makeBundle, makeTypes } from './made.mjs';
import { inSeconds, say } from './say.mjs';

/** What the bundle of the workflows is made of, as worker/bundle.ts has it. */
const inBundle = /^(workflows|src\/trajectory|src\/privacy)\//;
/** What this program itself works with since it was started. */
const fixed = /^src\/temporal\//;

export class Rounds {
  constructor({ root, service, screens, files }) {
    Object.assign(this, { root, service, screens, files });
    this.last = Promise.resolve();
    this.hadErrors = false;
    this.isFirst = true;
  }

  /** Does something after all that has begun before. */
  add(round) {
    this.last = this.last.then(round).catch((error) => say(error.stack));
  }

  /** After a round of the compiler. @param errors as the compiler words them, or '' */
  async compiled(errors) {
    if (errors !== '') {
      this.hadErrors = true;
      say(`What ran goes on running, since this cannot be compiled:\n${errors}`);
      return;
    }
    if (this.isFirst) say('Watching for changes.');
    if (this.hadErrors) say('No errors any more.');
    this.isFirst = this.hadErrors = false;
    const changed = this.files.changed();
    if (changed.length > 0) await this.restart(changed);
  }

  /** Puts the API and the worker anew, with what has changed. @param changed paths of sources */
  async restart(changed) {
    const saved = savedAt(this.root, changed);
    say(`Changed: ${changed.slice(0, 3).join(', ')}${changed.length > 3 ? ` and ${changed.length - 3} more` : ''}`);
    if (changed.some((file) => fixed.test(file))) say('Temporal runs as it was started: stop, and run it again.');
    const began = Date.now();
    if (changed.some((file) => inBundle.test(file))) {
      const wrong = await makeBundle(this.root);
      if (wrong !== undefined) return say(`What ran goes on running, since the workflows cannot be bundled:\n${wrong}`);
      say(`Bundled the workflows in ${inSeconds(Date.now() - began)}.`);
    }
    const restarting = Date.now();
    const wrong = await this.service.replace();
    if (wrong !== undefined) return say(`What ran goes on running, since this cannot be loaded:\n${wrong}`);
    this.screens.reload();
    const [took, inAll] = [Date.now() - restarting, Date.now() - saved].map(inSeconds);
    say(`Restarted the API and the worker in ${took}; ${inAll} after it was saved.`);
    if (await makeTypes(this.root)) say('Made the types of the API for the screens anew.');
  }
}
