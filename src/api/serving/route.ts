import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor, Agency, Json } from '../../trajectory/replayed/state.js';
import type { Asked, Decisions } from '../access/decisions.js';
import type { Language } from '../../trajectory/language.js';
import type { Session, Standing } from '../signingIn/session.js';
import { badParameter, type ProblemCode } from '../http/problem.js';

/** What a route's handler gets: already checked. */
export interface Call<Query> {
  actor: Actor;
  /** The policy, for this caller: ask it before anything is shown or done. */
  access: Decisions;
  /** When they signed in at a screen. */
  session?: Session;
  params: Record<string, string>;
  /** In which the caller reads; what is worded for people is worded in it. */
  language: Language;
  query: Query;
  /** As it was sent; the route's `body` schema has accepted it. */
  body: Json;
  headers: Request['headers'];
}

export interface Reply {
  status: number;
  body: unknown;
  /** Another media type than JSON, for a body that is text. */
  type?: string;
  headers?: Record<string, string>;
  /**
   * Instead of the body: writes an answer that goes on, until it is over, and no longer than the caller is who they are.
   * What it shows is noted then as well.
   */
  stream?(response: Response, standing: Standing): Promise<void>;
}

/**
 * A route of the API: how it is served and how it is documented, in one. The Express router and the OpenAPI document
 * are both made from these, so neither can have what the other lacks.
 */
export interface Route<Q extends z.ZodObject = z.ZodObject> {
  method: 'get' | 'post' | 'put';
  /** With parameters in braces, as OpenAPI writes them. */
  path: string;
  /** Paths of before, at which it is still served for whoever has an older page open; they are documented no more. */
  alsoAt?: readonly string[];
  operationId: string;
  tag: string;
  /** The processing activity, for the access log; without it what the policy is asked first, such as `trajectory.read`. */
  activity?: string;
  summary: string;
  description?: string;
  query?: Q;
  body?: { schema: z.ZodType; example: unknown };
  /** How many commands it gives at the same time; one without this. */
  commandsAtOnce?: number;
  /** Takes `Idempotency-Key`; `If-Match` too when it changes something that has a version. */
  command?: 'creates' | 'changes';
  responses: Record<
    number,
    {
      description: string;
      schema: z.ZodType;
      headers?: string[];
      /** A media type in which the same can be had as text. */
      alsoAs?: string;
    }
  >;
  /**
   * What the policy is asked about the caller, before their body is read or anything is looked at that they sent; and for the
   * document of one agency. What it is done to, the route asks itself.
   */
  asks: Asked;
  /** The answers that one agency can get, where it may not see all of them. */
  responsesFor?(agency: Agency): Route['responses'];
  /** Beyond those that every route has. */
  problems: ProblemCode[];
  handle(call: Call<z.output<Q>>): Promise<Reply>;
}

/** Keeps the type of `query` while it is defined; the table of routes does not need it. */
export function route<Q extends z.ZodObject = z.ZodObject>(definition: Route<Q>): Route {
  return definition;
}

/** The caller's key for a command, if there is one. */
export function idempotencyKey({ headers }: Pick<Call<unknown>, 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw badParameter('Idempotency-Key', 'idempotency-key-form');
  }
  return key;
}

/** The version that the caller saw, from `If-Match`; undefined when any will do. */
export function expectedVersion({ headers }: Pick<Call<unknown>, 'headers'>): number | undefined {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^\s*(?:W\/)?"?([0-9]{1,9})"?\s*$/.exec(header);
  if (!match) throw badParameter('If-Match', 'if-match-form');
  return Number(match[1]);
}

export const etag = (version: number): string => `"${version}"`;
