import type { Request, Response } from 'express';
import { z } from 'zod';
import { languages, type Language } from '../../trajectory/language.js';

/** The query parameter by which a caller asks for a language, on every address. */
export const languageParameter = 'language';

/** What every address takes beside its own query. */
export const languageQuery = z.strictObject({
  [languageParameter]: z
    .enum(languages)
    .optional()
    .describe('In which what is for people is worded; otherwise as `Accept-Language` says, and English without it.'),
});

/**
 * The language in which an answer is worded: `?language=nl|en`, else what `Accept-Language` asks for first that we have,
 * else English. What a person typed stays as they typed it.
 */
export function languageOf(request: Request): Language {
  const asked = languages.find((language) => language === request.query[languageParameter]);
  return asked ?? languages.find((language) => language === request.acceptsLanguages([...languages])) ?? 'en';
}

/** Says in which language the answer is worded, and that it depends on what the caller asked for. */
export function speaking(request: Request, response: Response): Language {
  const language = languageOf(request);
  response.vary('Accept-Language').set('content-language', language);
  return language;
}
