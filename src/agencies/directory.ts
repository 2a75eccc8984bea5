import { z } from 'zod';
import { agencies, type Agency } from '../trajectory/state.js';

/** How an agency is reached. Who has no channel sees its work in the work list only. */
const channelSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mail'), to: z.email() }),
  z.strictObject({
    type: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ followed by at least 24 bytes in base64'),
  }),
]);
export type Channel = z.infer<typeof channelSchema>;

const agencySchema = z.strictObject({
  name: z.string().min(1),
  channels: z
    .array(channelSchema)
    .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, 'has more than one channel of a type')
    .default([]),
});
export type AgencyEntry = z.infer<typeof agencySchema>;

/** The agencies of one municipality. An agency that takes no part is left out. */
export const agenciesSchema = z
  .partialRecord(z.enum(agencies), agencySchema)
  .refine((entries) => entries.municipality, {
    error: 'the municipality itself must be there, since it directs',
  });

/** Who is reached how, per municipality. */
export type Directory = ReadonlyMap<string, Readonly<Partial<Record<Agency, AgencyEntry>>>>;
