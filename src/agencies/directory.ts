import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { shownText } from '../trajectory/definitions/freeText.js';
import type { Agency } from '../trajectory/replayed/state.js';

/** Also with letters of other scripts before and after the `@`, as mail has had since RFC 6531. */
const mailAddress = z
  .string()
  .trim()
  .refine((address) => z.regexes.unicodeEmail.test(address) && isHost(address.slice(address.lastIndexOf('@') + 1)), {
    error: 'must be a mail address',
  });

function isHost(host: string): boolean {
  const ascii = domainToASCII(host);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(ascii);
}

/** How an agency is reached. Who has no channel sees its work in the work list only. */
const channelSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mail'), to: mailAddress }),
  z.strictObject({
    type: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
    secret: z
      .string()
      .regex(
        /^whsec_([A-Za-z0-9+/]{4}){8,}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
        'must be whsec_ followed by at least 24 bytes in base64',
      ),
  }),
]);
export type Channel = z.infer<typeof channelSchema>;

const agencySchema = z.strictObject({
  name: shownText,
  channels: z
    .array(channelSchema)
    .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, 'has more than one channel of a type')
    .default([]),
});
export type AgencyEntry = z.infer<typeof agencySchema>;

/** The agencies of one municipality. An agency that takes no part is left out. */
export const agenciesSchema = (agencies: readonly Agency[]) =>
  z
    .record(
      z.string().refine((name) => agencies.includes(name), { error: 'is not known here' }),
      agencySchema,
    )
    .refine((entries) => entries['municipality'], {
      error: 'the municipality itself must be there, since it directs',
    });

/** Who is reached how, per municipality. */
export type Directory = ReadonlyMap<string, Readonly<Record<Agency, AgencyEntry>>>;
