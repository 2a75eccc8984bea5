import { RegisterUnavailable, type Database } from '../../register/database/database.js';
import { endSession, hasEnded } from '../../register/access/endedSessions.js';

/** Milliseconds for which an answer of the register counts: for so long may an ended session go on in another process. */
const rememberedFor = 5_000;
const mostRemembered = 10_000;

/**
 * The sessions that someone has signed out of: a copy of their cookie is worth nothing any more. While the register is
 * down, one that was ended in another process goes on, at most until its claims have to be asked for again.
 */
export class EndedSessions {
  private readonly register: Database;
  private readonly endedHere = new Set<string>();
  private readonly asked = new Map<string, { at: number; ended: boolean }>();

  constructor(register: Database) {
    this.register = register;
  }

  /** @returns whether it is recorded, so that every process knows */
  async end(id: string, until: number): Promise<boolean> {
    this.endedHere.add(id);
    try {
      await endSession(this.register, id, new Date(until));
      return true;
    } catch (error) {
      if (error instanceof RegisterUnavailable) return false;
      throw error;
    }
  }

  async has(id: string): Promise<boolean> {
    if (this.endedHere.has(id)) return true;
    const known = this.asked.get(id);
    if (known && Date.now() - known.at < rememberedFor) return known.ended;
    const ended = await this.ask(id);
    if (this.asked.size >= mostRemembered) this.asked.clear();
    this.asked.set(id, { at: Date.now(), ended });
    return ended;
  }

  private async ask(id: string): Promise<boolean> {
    try {
      return await hasEnded(this.register, id);
    } catch (error) {
      if (error instanceof RegisterUnavailable) return false;
      throw error;
    }
  }
}
