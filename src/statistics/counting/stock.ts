import type { Tallies } from './tallies.js';
import { version } from '../cases/cases.js';
import { never } from '../cases/days.js';
import type { Row } from '../cases/rows.js';
import type { CaseSelection } from './caseSelection.js';
import { Tallying } from './tallying.js';

/** Who was there at the end of the reference date, and as what. */

const stages = ['intake', 'conference', 'decision'] as const;
const stays = ['passed', 'within-30-days', 'within-91-days', 'later', 'no-maximum'] as const;

/** Counts the populations that stand on the reference date, one trajectory after another. */
export class Stock {
  private readonly selection: CaseSelection;
  private readonly underInvestigation: number;
  private readonly participants;
  private readonly waiting;
  private readonly sheltered;
  private readonly escalated;
  private readonly objecting;

  constructor(selection: CaseSelection) {
    const { names } = selection.cases;
    this.selection = selection;
    this.underInvestigation = names.numberOf('UNDER_INVESTIGATION');
    this.participants = new Tallying(names, 'direction', 'investigating', 'stay');
    this.waiting = new Tallying(names, 'stage');
    this.sheltered = new Tallying(names, 'takesPart');
    this.escalated = new Tallying(names);
    this.objecting = new Tallying(names);
  }

  add(known: Row, row: number): void {
    const { selection } = this;
    const { on } = selection;
    if (Math.min(known.get(version.left), known.get(version.closed)) <= on) return;
    const municipality = selection.where(row, on);
    // Where the person was on that day, which may be a municipality that is not asked for.
    if (!selection.isAsked(municipality)) return;
    const takesPart = known.get(version.admitted) <= on;
    const isReferred = known.get(version.referred) <= on;
    if (takesPart) {
      const direction = selection.stands(row, 'direction');
      const investigating = direction === this.underInvestigation ? selection.stands(row, 'investigating') : 0;
      this.participants.add({ municipality, direction, investigating, stay: this.stay(row) });
    } else if (known.get(version.decided) > on && isReferred) {
      this.waiting.add({
        municipality,
        stage: known.get(version.intake) > on ? 0 : known.get(version.conference) > on ? 1 : 2,
      });
    }
    if (selection.stands(row, 'sheltered') !== 0) this.sheltered.add({ municipality, takesPart: Number(takesPart) });
    if (!takesPart && !isReferred) return;
    const isEscalated = known.get(version.escalatedSince) <= on || selection.stands(row, 'escalated') !== 0;
    const isObjecting = known.get(version.objectionSince) <= on || selection.stands(row, 'objecting') !== 0;
    if (isEscalated) this.escalated.add({ municipality });
    if (isObjecting) this.objecting.add({ municipality });
  }

  tallies(): Tallies {
    const { names } = this.selection.cases;
    return {
      participants: this.participants.tallies(({ direction, investigating, stay }) => ({
        direction: directionOf(names.nameOf(direction), names.nameOf(investigating)),
        stay: stays[stay]!,
      })),
      waiting: this.waiting.tallies(({ stage }) => ({ stage: stages[stage]! })),
      sheltered: this.sheltered.tallies(({ takesPart }) => ({ admitted: String(takesPart === 1) })),
      escalated: this.escalated.tallies(),
      objecting: this.objecting.tallies(),
    };
  }

  /** Which of `stays` holds for the last day of the stay of a row. */
  private stay(row: number): number {
    const { on } = this.selection;
    const until = this.selection.stands(row, 'stayUntil');
    if (until === never) return 4;
    if (until < on) return 0;
    return until <= on + 30 ? 1 : until <= on + 91 ? 2 : 3;
  }
}

function directionOf(direction: string | null, investigating: string | null): string {
  return direction === 'UNDER_INVESTIGATION'
    ? `${direction}/${investigating ?? 'NOT_SAID'}`
    : (direction ?? 'NONE_AGREED');
}
