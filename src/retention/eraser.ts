import { familyOf, type KeyStore } from '../privacy/keyStore.js';
import { listDue } from '../register/erasure/dueErasures.js';
import type { Database } from '../register/database/database.js';
import * as erasing from '../register/erasure/erasing.js';
import type { ErasurePerson } from '../register/erasure/erasing.js';
import { declareErased, findErasure, type Erasure } from '../register/erasure/erasures.js';
import type { Programmes } from '../trajectory/definitions/programme.js';
import { declarationOf, hashOf } from './declaration.js';
import { dueRules } from './due.js';

/** What has to be known and done in the engine. */
export interface EngineOfPerson {
  /** Whether the person has a trajectory that goes on. */
  isOpen(personRef: string): Promise<boolean>;
  /** Deletes all that has ended of the person, and what is still being delivered; resolves when it is gone. */
  forget(personRef: string): Promise<void>;
}

export interface EraserOptions {
  register: Database;
  keys: KeyStore;
  programmes: Programmes;
  engine: EngineOfPerson;
}

/** Why someone was left out of an erasure. */
export type LeftOut = 'held' | 'not-due' | 'open' | 'came-back';

/**
 * Erases the persons of an approved erasure, in an order in which nothing is ever left that can't be read and is still
 * asked for: first no new data with the person's keys, then nothing of them in the engine, then the keys, then the
 * register. Each step can be done again: how far each person is, is kept with the erasure.
 */
export class Eraser {
  private readonly options: EraserOptions;

  constructor(options: EraserOptions) {
    this.options = options;
  }

  /** Steps 1 and 2: looks again whether each may be erased, and retires their keys. @param alive called between persons */
  async retireKeys(erasureId: string, alive: () => void): Promise<void> {
    const erasure = await this.approved(erasureId);
    for (const person of await this.personsAt(erasure, 'proposed')) {
      const why = await this.whyNot(erasure, person);
      if (why) await this.leaveOut(erasure, person, why);
      else await this.retire(erasure, person);
      alive();
    }
  }

  /** Steps 3 to 5, when every process has looked again at which key to write with. */
  async destroy(erasureId: string, alive: () => void): Promise<void> {
    const erasure = await this.approved(erasureId);
    for (const person of await this.personsAt(erasure, 'retired')) {
      if (await this.cameBack(person)) {
        for (const id of person.keyIds ?? []) await this.options.keys.restore(id);
        await this.leaveOut(erasure, person, 'came-back');
      } else await erasing.setStage(this.options.register, erasure.id, person.position, { stage: 'going' });
      alive();
    }
    for (const person of await this.personsAt(erasure, 'going')) {
      for (const ref of person.refs) {
        await this.options.engine.forget(ref);
        alive();
      }
      for (const id of person.keyIds ?? []) await this.options.keys.destroy(id, new Date().toISOString());
      const part = { erasureId: erasure.id, position: person.position };
      await erasing.makeAnonymous(this.options.register, person.refs, person.trajectories, part);
      alive();
    }
  }

  /** Step 6: the declaration. */
  async declare(erasureId: string): Promise<void> {
    const erasure = await findErasure(this.options.register, erasureId);
    if (erasure?.status !== 'approved') return;
    const persons = await erasing.personsOf(this.options.register, erasureId);
    const declaration = declarationOf(erasure, persons, new Date().toISOString());
    await declareErased(this.options.register, erasureId, declaration, hashOf(declaration));
  }

  private async approved(id: string): Promise<Erasure> {
    const erasure = await findErasure(this.options.register, id);
    if (!erasure) throw new Error(`The register has no erasure ${id}.`);
    return erasure;
  }

  private async personsAt({ id, status }: Erasure, stage: ErasurePerson['stage']): Promise<ErasurePerson[]> {
    if (status !== 'approved') return [];
    return (await erasing.personsOf(this.options.register, id)).filter((person) => person.stage === stage);
  }

  private async whyNot(erasure: Erasure, { refs, trajectories }: ErasurePerson): Promise<LeftOut | null> {
    const { register, programmes, engine } = this.options;
    for (const ref of refs) if (await engine.isOpen(ref)) return 'open';
    const rules = dueRules(programmes, new Date().toISOString());
    const { items } = await listDue(register, erasure, rules, { limit: trajectories.length }, trajectories);
    if (items.length < trajectories.length) return 'not-due';
    if (items.some(({ held }) => held)) return 'held';
    if (items.some((row) => row.trajectories.some((id) => !trajectories.includes(id)))) return 'not-due';
    return (await erasing.beginErasing(register, trajectories)) ? null : 'held';
  }

  private async retire({ id }: Erasure, { position, refs, keyIds }: ErasurePerson): Promise<void> {
    const { register, keys } = this.options;
    // Which keys is kept before the first is retired: one that is made meanwhile, for who comes back, is not among them.
    const toRetire = keyIds ?? (await this.keysOf(refs));
    if (!keyIds) await erasing.setStage(register, id, position, { stage: 'proposed', keyIds: toRetire });
    for (const keyId of toRetire) await keys.retire(keyId);
    await erasing.setStage(register, id, position, { stage: 'retired' });
  }

  private async keysOf(refs: string[]): Promise<string[]> {
    const families = await Promise.all(refs.map((ref) => this.options.keys.read(familyOf(ref))));
    return families.flat().flatMap(({ id, state }) => (state === 'destroyed' ? [] : [id]));
  }

  /** Something of the person is open, or there is more of them than was to be erased. */
  private async cameBack({ refs, trajectories }: ErasurePerson): Promise<boolean> {
    const { register, engine } = this.options;
    for (const ref of refs) if (await engine.isOpen(ref)) return true;
    const known = await erasing.trajectoriesOf(register, refs);
    return known.some(({ id, status }) => status === 'open' || !trajectories.includes(id));
  }

  private async leaveOut({ id }: Erasure, { position, trajectories }: ErasurePerson, leftOut: LeftOut): Promise<void> {
    await erasing.endErasing(this.options.register, trajectories);
    await erasing.setStage(this.options.register, id, position, { stage: 'left-out', leftOut });
  }
}
