import { Refusal } from '../../trajectory/replayed/refusal.js';
import type { Text, TrajectoryView } from '../define.js';
import { maySee, runningOf, stepOf } from './procedureFact.js';
import { procedures, type ProcedureKind } from './procedureKinds.js';

/**
 * Procedures that exclude each other (DOMAIN §0.10). Preparing both is no conflict; committing to both is. Nothing is ever
 * ended silently for another: whoever starts the second is told what runs, why the two don't go together, and what to do.
 */
interface Exclusion {
  one: ProcedureKind;
  others: readonly ProcedureKind[];
  why: Text;
}

const ofResidence: readonly ProcedureKind[] = [
  'repeat-asylum',
  'medical-deferral',
  'human-trafficking',
  'regular-application',
];

export const exclusions: readonly Exclusion[] = [
  {
    one: 'no-fault',
    others: ofResidence,
    why: {
      en: 'DT&V mediates only for who has no running procedure for residence (DT&V, guideline on no-fault).',
      nl: 'DT&V bemiddelt alleen voor wie geen lopende verblijfsprocedure heeft (DT&V, leidraad buiten schuld).',
    },
  },
  {
    one: 'laissez-passer',
    others: ['repeat-asylum', 'human-trafficking'],
    why: {
      en: 'DT&V asks the country of origin nothing while an asylum application or the reflection period runs.',
      nl: 'Zolang een asielaanvraag of de bedenktijd loopt, vraagt DT&V niets aan het land van herkomst.',
    },
  },
  {
    one: 'assisted-return',
    others: [...ofResidence, 'no-fault', 'statelessness'],
    why: {
      en: 'Who leaves with the support of IOM ends their procedures (IOM, conditions of REAN).',
      nl: 'Wie met steun van IOM vertrekt beëindigt de lopende procedures (IOM, voorwaarden van REAN).',
    },
  },
];

/** @throws Refusal when this procedure can't be started beside one that runs. */
export function mustNotConflict(t: TrajectoryView, starting: ProcedureKind): void {
  for (const { one, others, why } of exclusions) {
    const against = starting === one ? others : others.includes(starting) ? [one] : [];
    for (const kind of against) {
      const running = runningOf(t, kind);
      if (running) throw conflict(t, starting, kind, running.lodgedOn, why);
    }
  }
}

function conflict(t: TrajectoryView, starting: ProcedureKind, kind: ProcedureKind, since: string, why: Text): Refusal {
  const start = procedures[starting].title;
  // Of a procedure that this agency does not see, this says no more than that it cannot be. To start all the same would
  // end what protects the person.
  if (!maySee(t, kind)) {
    const hidden = {
      en: `${start.en} cannot start now. Ask the municipality.`,
      nl: `${start.nl} kan nu niet starten. Vraag het de gemeente.`,
    };
    return new Refusal('conflict', hidden.en, { explanation: hidden });
  }
  const { title } = procedures[kind];
  const explanation = {
    en: `${start.en} cannot start: ${title.en} runs since ${since}. ${why.en} Talk with the lawyer which of the two it is to be. To choose the new one, first end the other: perform ${stepOf(kind)} with what came of it, such as withdrawn. That cannot be undone.`,
    nl: `${start.nl} kan niet starten: ${title.nl} loopt sinds ${since}. ${why.nl} Bespreek met de advocaat welke van de twee het wordt. Wordt het de nieuwe, sluit dan eerst de andere af: voer ${stepOf(kind)} uit met wat ervan gekomen is, zoals ingetrokken. Dat is niet terug te draaien.`,
  };
  return new Refusal('conflict', explanation.en, { runs: kind, since, explanation });
}
