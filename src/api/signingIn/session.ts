import { z } from 'zod';

/** Someone who has signed in at a screen, as their cookie holds it: sealed, so that no process has to remember anything. */
export const sessionSchema = z.strictObject({
  /** Random; by its hash a session is ended before its time. */
  id: z.string(),
  actor: z.strictObject({
    subject: z.string(),
    agency: z.string(),
    municipality: z.string().nullable(),
    roles: z.array(z.string()),
  }),
  /** Epoch milliseconds, as all moments here. */
  startedAt: z.number(),
  seenAt: z.number(),
  /** Until when the claims hold; then the provider is asked again. */
  accessUntil: z.number(),
  refreshToken: z.string().optional(),
  /** To sign out at the provider without being asked. */
  idToken: z.string().optional(),
});
export type Session = z.infer<typeof sessionSchema>;

/** For how long a caller is who they are: for an answer that goes on. */
export interface Standing {
  /** Epoch milliseconds. */
  until: number;
  /** Whether it ended before that: someone has signed out, here or at another process. */
  isOver(): Promise<boolean>;
}

/** How long a session lasts, in milliseconds. */
export interface SessionTimes {
  /** Without a request. */
  idle: number;
  /** In all. */
  longest: number;
}

/** The moment at which it ends if nothing more is asked. */
export function endsAt({ startedAt, seenAt }: Session, { idle, longest }: SessionTimes): number {
  return Math.min(startedAt + longest, seenAt + idle);
}
