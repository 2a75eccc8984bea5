import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { z } from 'zod';
import { isThere, textOf } from './pages.js';

/** The rules of publiccode.yml 0.7 for the keys that we use; a key that is not here is a slip. https://yml.publiccode.tools */
const web = z.url({ protocol: /^https?$/ });
const day = z.iso.date();
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'is no language of BCP 47');
const fileHere = z.string().refine(isThere, 'is no file of this repository');
const dependency = z.strictObject({
  name: z.string().min(1),
  version: z.string().optional(),
  versionMin: z.string().optional(),
  versionMax: z.string().optional(),
  optional: z.boolean().optional(),
});
const contact = z.strictObject({
  name: z.string().min(1),
  email: z.email().optional(),
  phone: z.string().optional(),
  affiliation: z.string().optional(),
});
const contractor = z.strictObject({
  name: z.string().min(1),
  until: day,
  email: z.email().optional(),
  website: web.optional(),
});
const standard = z.strictObject({
  publiccodeYmlVersion: z.literal('0.7'),
  name: z.string().min(1),
  url: web,
  landingURL: web.optional(),
  softwareVersion: z.string().optional(),
  releaseDate: day.optional(),
  platforms: z.array(z.string().min(1)).min(1),
  categories: z
    .array(z.string().regex(/^[a-z][a-z-]*$/))
    .min(1)
    .optional(),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  intendedAudience: z
    .strictObject({
      countries: z.array(z.string().regex(/^[a-z]{2}$/)).optional(),
      unsupportedCountries: z.array(z.string().regex(/^[a-z]{2}$/)).optional(),
      scope: z.array(z.string()).optional(),
    })
    .optional(),
  description: z
    .record(
      language,
      z.strictObject({
        localisedName: z.string().optional(),
        shortDescription: z.string().max(150),
        longDescription: z.string().min(150).max(10_000),
        documentation: web.optional(),
        apiDocumentation: web.optional(),
        features: z.array(z.string().min(1)).min(1),
        screenshots: z.array(fileHere).optional(),
      }),
    )
    .refine((all) => Object.keys(all).length > 0, 'needs a language'),
  legal: z.strictObject({
    license: z.string().min(1),
    mainCopyrightOwner: z.string().optional(),
    repoOwner: z.string().optional(),
  }),
  maintenance: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal(['internal', 'community']), contacts: z.array(contact).min(1) }),
    z.strictObject({
      type: z.literal('contract'),
      contractors: z.array(contractor).min(1),
      contacts: z.array(contact).optional(),
    }),
    z.strictObject({ type: z.literal('none') }),
  ]),
  localisation: z.strictObject({ localisationReady: z.boolean(), availableLanguages: z.array(language).min(1) }),
  dependsOn: z
    .strictObject({
      open: z.array(dependency).optional(),
      proprietary: z.array(dependency).optional(),
      hardware: z.array(dependency).optional(),
    })
    .optional(),
  supports: z.array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/) })).optional(),
});

describe('publiccode.yml', () => {
  const read = () => parse(textOf('publiccode.yml')) as Record<string, unknown>;
  const faults = (content: unknown) =>
    z.safeParse(standard, content).error?.issues.map(({ path }) => path.join('/')) ?? [];

  it('keeps to version 0.7 of the standard', () => {
    const { error } = z.safeParse(standard, read());
    assert.equal(error === undefined ? '' : z.prettifyError(error), '');
  });

  it('is refused with a key that the standard does not have, a description that is too long, or a picture that is gone', () => {
    const content = read();
    assert.deepEqual(faults({ ...content, colour: 'blue' }), ['']);
    const en = (content['description'] as Record<string, object>)['en'];
    assert.deepEqual(faults({ ...content, description: { en: { ...en, shortDescription: 'x'.repeat(151) } } }), [
      'description/en/shortDescription',
    ]);
    assert.deepEqual(faults({ ...content, description: { en: { ...en, screenshots: ['docs/none.png'] } } }), [
      'description/en/screenshots/0',
    ]);
    assert.deepEqual(faults({ ...content, maintenance: { type: 'internal' } }), ['maintenance/contacts']);
  });

  it('says the licence, the languages and, once released, the version that the repository says', () => {
    const content = read() as { legal: { license: string }; softwareVersion?: string };
    const manifest = JSON.parse(textOf('package.json')) as { license: string; version: string };
    assert.equal(content.legal.license, manifest.license);
    if (content.softwareVersion !== undefined) assert.equal(content.softwareVersion, manifest.version);
  });
});
