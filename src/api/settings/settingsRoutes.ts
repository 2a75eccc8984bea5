import type { z } from 'zod';
import { keepSettings, markVisit, readSettingsOf, type Settings } from '../../register/settings/settings.js';
import { canonical } from '../../trajectory/replayed/canonical.js';
import { etag, expectedVersion, idempotencyKey, route, type Call, type Reply, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import * as schemas from './settingsSchemas.js';
import { problem } from '../http/problem.js';

type Shapes = ReturnType<typeof schemas.settingsShapes>;

const example: z.input<Shapes['newSettings']> = {
  savedViews: [
    {
      id: 'b1c5e0c6-6f0e-4a52-9d0b-2f4b1a5a7b11',
      name: 'Overdue in Utrecht',
      page: 'work',
      query: { municipality: 'utrecht', overdue: 'true' },
    },
  ],
  language: 'nl',
};

/** What is someone's own at the screens. It is kept here and not in the browser: so it is there at any machine, and on none. */
export function settingsRoutes(services: Services): Route[] {
  const { register } = services;
  const shapes = schemas.settingsShapes(services.programmes.domain);
  return [
    route({
      method: 'get',
      path: '/v1/me/settings',
      operationId: 'readSettings',
      tag: 'access',
      summary: 'Your saved views and your language',
      asks: { action: 'self:read' },
      responses: { 200: { description: 'Yours', schema: shapes.settings, headers: ['ETag'] } },
      problems: ['register-unavailable'],
      async handle({ actor: { subject }, access }) {
        access.must('self:read', { type: 'self', id: subject });
        return shown(shapes, await readSettingsOf(register, subject));
      },
    }),
    route({
      method: 'post',
      path: '/v1/me/settings',
      operationId: 'keepSettings',
      tag: 'access',
      summary: 'Keep your saved views and your language, in place of what was kept before',
      description:
        'The whole of it at once. With If-Match nothing is kept when another screen of yours has changed it since.',
      asks: { action: 'self:write' },
      body: { schema: shapes.newSettings, example },
      command: 'changes',
      responses: { 200: { description: 'As it is kept now', schema: shapes.settings, headers: ['ETag'] } },
      problems: ['stale-version', 'register-unavailable'],
      handle: (call) => keep(services, shapes, call),
    }),
    route({
      method: 'post',
      path: '/v1/me/visit',
      operationId: 'markVisit',
      tag: 'access',
      summary: 'Say that you are here, and hear when you were here last',
      description:
        'Marks within half an hour of each other are one visit, so the answer stays the same while you work.',
      asks: { action: 'self:write' },
      responses: { 200: { description: 'The visit before this one', schema: schemas.visit } },
      problems: ['register-unavailable'],
      async handle({ actor: { subject }, access }) {
        access.must('self:write', { type: 'self', id: subject });
        const previous = await markVisit(register, subject, new Date());
        return { status: 200, body: { previous: previous?.toISOString() ?? null } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/me/draft-key',
      operationId: 'readDraftKey',
      tag: 'access',
      summary: 'The key with which your browser seals what you have typed and not sent',
      description: 'For people who have signed in at a screen. Keep it in memory only.',
      asks: { action: 'self:read' },
      responses: { 200: { description: 'The key', schema: schemas.draftKey } },
      problems: [],
      handle: ({ actor: { subject }, access, session }) => {
        access.must('self:read', { type: 'self', id: subject });
        if (!session || !services.draftKeyOf) {
          throw problem('forbidden', 'drafts-in-browser');
        }
        return Promise.resolve({ status: 200, body: { key: services.draftKeyOf(subject) } });
      },
    }),
  ];
}

async function keep({ register }: Services, shapes: Shapes, call: Call<unknown>): Promise<Reply> {
  const { subject } = call.actor;
  call.access.must('self:write', { type: 'self', id: subject });
  const kept = shapes.newSettings.parse(call.body);
  const seen = expectedVersion(call);
  idempotencyKey(call);
  const before = await readSettingsOf(register, subject);
  // Sent again, as after an answer that was lost: it is kept already, under whatever key.
  if (canonical(before.kept) === canonical(kept)) return shown(shapes, before);
  const version = await keepSettings(register, subject, kept, seen);
  if (version === null) {
    const { version: currentVersion } = await readSettingsOf(register, subject);
    throw problem('stale-version', 'settings-changed', {}, { extra: { currentVersion } });
  }
  return shown(shapes, { ...before, version, kept });
}

function shown(shapes: Shapes, { version, kept, previousVisit }: Settings): Reply {
  const own = shapes.newSettings.parse(kept ?? { savedViews: [] });
  const lastVisit = previousVisit && { at: previousVisit.toISOString() };
  return { status: 200, body: { version, ...own, lastVisit }, headers: { etag: etag(version) } };
}
