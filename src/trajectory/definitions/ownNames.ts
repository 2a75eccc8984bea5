import { factsDeclaredAgain } from '../replayed/fact.js';
import { eventTypesDeclared } from '../words/declare.js';
import type { Named } from './formerNames.js';

/** The actions that correct: what they did is in the entries that they correct, when it is all decided again. */
export const correcting = { correct: 'correct', confirm: 'confirm-correction' } as const;
export const isCorrecting = (name: string | undefined): boolean =>
  Object.values<string | undefined>(correcting).includes(name);

/** What a domain names. The name of an action or message is the type of its event; that of a step stands beside it. */
export interface Naming {
  name: string;
  referral: Named;
  steps: readonly Named[];
  actions: readonly (Named & { corrects?: true })[];
  messages: readonly Named[];
}

/**
 * Refuses names that something else has. The record and the routes tell by the name alone what happened, so a second one of the
 * same name would be taken for the first: an action `step-completed` for a step that was done.
 * @throws Error with each of them, and what has the name already
 */
export function mustHaveOwnNames(domain: Naming): void {
  const { referral, steps, actions, messages } = domain;
  const taken = new Map(eventTypesDeclared().map((type) => [type, 'an event type']));
  const faults: string[] = [];
  const take = (kind: string, { name, formerly = [] }: Named): void => {
    for (const each of new Set([name, ...formerly])) {
      const by = taken.get(each);
      if (by !== undefined) faults.push(`${kind} ${each}, which is ${by}`);
      taken.set(each, by ?? `a name of the ${kind} ${name}`);
    }
  };
  take('referral', referral);
  for (const step of steps) take('step', step);
  for (const action of actions) take('action', action);
  for (const message of messages) take('message', message);
  for (const [kind, all] of Object.entries({ step: [referral, ...steps], message: messages })) {
    for (const { name } of all)
      if (isCorrecting(name)) faults.push(`${kind} ${name}, which is an action of the engine`);
  }
  for (const { name, corrects = false } of actions) {
    if (corrects === isCorrecting(name)) continue;
    faults.push(
      corrects
        ? `action ${name} with corrects, which only ${Object.values(correcting).join(' and ')} can have`
        : `action ${name}, which is an action of the engine: it needs corrects`,
    );
  }
  faults.push(...factsDeclaredAgain().map(([key, where]) => `fact ${key}, which is declared already (again ${where})`));
  if (faults.length === 0) return;
  throw new Error(`The domain ${domain.name} has names that are taken: ${faults.join('; ')}. Give each another name.`);
}
