import type { SeenBy } from '../replayed/events.js';
import { audienceOf, fieldNamed } from '../definitions/field.js';
import { definitionNamed } from '../definitions/formerNames.js';
import type { Text } from '../language.js';
import type { Json } from '../replayed/state.js';
import type { Action, ShownFact, Step } from '../definitions/step.js';

/**
 * Who may see what was recorded. That is decided when it is recorded, and kept with it: so nothing is lost sight of when a
 * step, field or fact is renamed or removed, and nobody sees more of the past because a definition was opened up later.
 */

type Definition = Step | Action;

/** What is kept of who may see an event: each field that was filled in, and each fact that it makes known to people. */
export function seenByOf(
  definition: Definition,
  data: Json,
  facts: Readonly<Record<string, Json>>,
): { seenBy?: SeenBy } {
  const fields = Object.keys(isRecord(data) ? data : {}).map((name) => [name, audienceOf(definition, name).join()]);
  const shown = Object.entries(definition.shows ?? {})
    .filter(([fact]) => Object.hasOwn(facts, fact) && facts[fact] !== null)
    .map(([fact, { audience }]) => [fact, audience.join()]);
  if (fields.length + shown.length === 0) return {};
  return {
    seenBy: {
      ...(fields.length > 0 && { fields: Object.fromEntries(fields) as Record<string, string> }),
      ...(shown.length > 0 && { facts: Object.fromEntries(shown) as Record<string, string> }),
    },
  };
}

/** An event as far as it says who may see it. */
export interface Seen {
  type: string;
  step: string | null;
  data: Json;
  seenBy: SeenBy | null;
}

/** The definition of what was done: by its name of now or an earlier one; undefined when it is gone. */
export function definitionOf(
  { step, type }: Pick<Seen, 'step' | 'type'>,
  definitions: readonly Definition[],
): Definition | undefined {
  return definitionNamed(definitions, step ?? type);
}

/**
 * The agencies that may see a field of what was recorded: those that might when it was. A field that the definition still has
 * is shown to nobody who may no longer see it; but the municipality directs, and keeps what it could see.
 * What was recorded before its audience was kept is shown as it is defined now, and to the municipality when that is gone.
 */
export function audienceOfRecorded(
  { seenBy }: Pick<Seen, 'seenBy'>,
  definition: Definition | undefined,
  field: string,
): readonly string[] {
  const recorded = seenBy?.fields?.[field]?.split(',');
  const now = definition && fieldNamed(definition, field) ? audienceOf(definition, field) : undefined;
  if (recorded === undefined) return now ?? ['municipality'];
  if (now === undefined) return recorded;
  return recorded.filter((agency) => agency === 'municipality' || now.includes(agency));
}

/** What was filled in that all of these agencies may see, by the names of now; null when that is nothing. */
export function dataFor(
  agencies: readonly string[],
  { data, seenBy }: Pick<Seen, 'data' | 'seenBy'>,
  definition: Definition | undefined,
): Record<string, Json> | null {
  if (!isRecord(data)) return null;
  const fields = Object.entries(data).filter(([name]) => {
    const audience = audienceOfRecorded({ seenBy }, definition, name);
    return agencies.every((agency) => audience.includes(agency));
  });
  if (fields.length === 0) return null;
  return Object.fromEntries(fields.map(([name, value]) => [fieldNow(definition, name), value]));
}

/** What a field is called now. */
export function fieldNow(definition: Definition | undefined, name: string): string {
  return (definition && fieldNamed(definition, name)?.name) ?? name;
}

/** What a field or fact is called of which no definition is left: its title went with the definition. */
export function titleOfGone(name: string): Text {
  return { en: `No longer kept: ${name}`, nl: `Niet meer in gebruik: ${name}` };
}

/** What was filled in as its form has it now: by the names of now, without the fields that it no longer has. */
export function inputNow(definition: Definition | undefined, recorded: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(recorded).flatMap(([name, value]) => {
      const field = definition && fieldNamed(definition, name);
      return field ? [[field.name, value] as const] : [];
    }),
  );
}

/**
 * Facts that people could see when they were recorded and that no definition shows any more: with who could see them, by what
 * was recorded last. Their titles are gone with the definition.
 */
export function factsNoLongerShown(
  events: readonly Pick<Seen, 'seenBy'>[],
  shown: ReadonlyMap<string, ShownFact>,
  factNow: (fact: string) => string,
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { seenBy } of events) {
    for (const [fact, audience] of Object.entries(seenBy?.facts ?? {})) {
      if (!shown.has(factNow(fact))) found.set(fact, audience.split(','));
    }
  }
  return found;
}

function isRecord(data: Json): data is Record<string, Json> {
  return data !== null && typeof data === 'object' && !Array.isArray(data);
}
