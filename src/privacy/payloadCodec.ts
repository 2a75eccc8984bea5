import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { personOfWorkflow } from '../trajectory/replayed/contract.js';
import { decrypt, encrypt } from './cipher.js';
import { Undecipherable } from './errors.js';
import { failureMark } from './failureConverter.js';
import { dictionaries, dictionaryNow } from './payloadDictionary.js';
import type { DataKey, PersonKeys } from './personKeys.js';

/** What Temporal's own tools call a payload that a codec has to open. */
export const encryptedEncoding = 'binary/encrypted';
/** Names in the metadata of an encrypted payload, where they are read without a key. */
export const keyIdName = 'encryption-key-id';
export const workflowIdName = 'encryption-workflow-id';
const compressionName = 'encryption-compression';

/** For workflows that belong to no person, and failures of the worker itself. No pseudonym is written so. */
export const installation = 'system';
/** In bytes. Compressing pays for itself, and makes a history smaller; see docs/decisions/0010-keys-and-encryption.md. */
const compressFrom = 192;
/** Payloads are short: for a window of the usual size more time would go to its memory than to compressing. */
const compression = { level: 1, windowBits: 13, memLevel: 6, dictionary: dictionaries[dictionaryNow]! };

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const encodingBytes = bytes(encryptedEncoding);
const dictionaryBytes = bytes(dictionaryNow);

/**
 * Encrypts all that Temporal gets to keep of a trajectory: each payload with the data key of the person whose workflow it
 * is, bound to that workflow, so that it can't be passed off as another's. What is not encrypted is refused: it was not
 * written by us, and whoever can write to Temporal could have trajectories do what nobody decided.
 *
 * The context says which workflow a payload is of; where there is none (the codec server, some replays), the metadata do.
 * @param plain what becomes of payloads that are not encrypted; Temporal's tools ask to see those as well
 */
export function payloadCodec(keys: PersonKeys, plain: 'refused' | 'shown' = 'refused'): PayloadCodec {
  return {
    async encode(payloads, context) {
      // Without one it is a failure of the worker itself.
      const workflowId = context?.workflowId ?? installation;
      let key: DataKey;
      try {
        key = await keys.toWrite(personOfWorkflow(workflowId) ?? installation);
      } catch (error) {
        if (payloads.every(isOfFailure)) return payloads.map(() => leftOut);
        throw error;
      }
      return payloads.map((payload) => sealed(payload, key, workflowId, isLocal(context)));
    },
    async decode(payloads, context) {
      const opened: Payload[] = [];
      // One after the other: the keys are at hand nearly always, and then nothing is waited for.
      for (const payload of payloads) {
        if (plain === 'refused') mustBeOurs(payload);
        opened.push(isEncrypted(payload) ? await open(keys, payload, context) : payload);
      }
      return opened;
    },
  };
}

/** @throws Undecipherable for what is not encrypted, but for the two that are written so: nothing, and what was left out */
function mustBeOurs(payload: Payload): void {
  if (isEncrypted(payload) || !payload.data?.length || leftOutData.equals(payload.data)) return;
  throw new Undecipherable('A payload is not encrypted, so it was not written by Bestendig with these keys.');
}

/** Shows nothing of what is encrypted, and needs no keys: for who looks at workflows and not into them. */
export const closedCodec: PayloadCodec = {
  encode: async (payloads) => payloads,
  decode: async (payloads) => payloads.map((payload) => (isEncrypted(payload) ? nothing : payload)),
};
const nothing: Payload = { metadata: { encoding: bytes('binary/null') }, data: new Uint8Array() };

export function isEncrypted({ metadata }: Payload): boolean {
  return textIn(metadata, 'encoding') === encryptedEncoding;
}

/** The workflow that an encrypted payload says it is of. Whether that is true, opening it tells. */
export function workflowOf({ metadata }: Payload): string | undefined {
  return textIn(metadata, workflowIdName);
}

/**
 * A worker ends when it can't encode a failure; so when there is no key for it, what it says is left out. Anything else
 * that can't be encoded becomes a failure, and is tried again.
 */
const isOfFailure = ({ metadata }: Payload) => metadata?.[failureMark] !== undefined;
const leftOutData = Buffer.from(
  JSON.stringify({ message: 'Left out: the keys could not be reached.', stack_trace: '' }),
);
const leftOut: Payload = { metadata: { encoding: bytes('json/plain') }, data: leftOutData };

function sealed(payload: Payload, { id, secret }: DataKey, workflowId: string, local: boolean): Payload {
  // Nothing, as the result of what gives none: there is nothing to hide, nor to pay for.
  if (!payload.data?.length) return payload;
  const plain = framed(payload);
  const compressed = !local && plain.length >= compressFrom;
  const content = compressed ? deflateRawSync(plain, compression) : plain;
  return {
    metadata: {
      encoding: encodingBytes,
      [keyIdName]: bytes(id),
      [workflowIdName]: bytes(workflowId),
      ...(compressed && { [compressionName]: dictionaryBytes }),
    },
    data: encrypt(secret, content, boundTo(workflowId, compressed ? dictionaryNow : '')),
  };
}

/** @throws KeyDestroyed, KeysUnavailable, Undecipherable */
async function open(keys: PersonKeys, payload: Payload, context?: SerializationContext): Promise<Payload> {
  const keyId = textIn(payload.metadata, keyIdName);
  const workflowId = workflowOf(payload);
  const compressedWith = textIn(payload.metadata, compressionName) ?? '';
  const dictionary = dictionaries[compressedWith];
  if (keyId === undefined || workflowId === undefined || (compressedWith !== '' && !dictionary)) {
    throw new Undecipherable('An encrypted payload does not say with which key, of which workflow, or how.');
  }
  const where = context?.workflowId;
  if (where !== undefined && workflowId !== where && workflowId !== installation) {
    throw new Undecipherable(`A payload of the workflow ${workflowId} is in the workflow ${where}.`);
  }
  const { secret } = await keys.toRead(keyId);
  const content = decrypt(secret, payload.data ?? new Uint8Array(), boundTo(workflowId, compressedWith));
  return unframed(dictionary ? inflateRawSync(content, { dictionary }) : content);
}

const boundTo = (workflowId: string, compressedWith: string) => `temporal/${compressedWith}/${workflowId}`;

/** What a local activity is given stays within the worker, and what it answers is short: not worth compressing. */
const isLocal = (context: SerializationContext | undefined) => context?.type === 'activity' && context.isLocal;

/** A payload as bytes: the length of its metadata (2 bytes), the metadata as JSON with base64 values, its data. */
function framed({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)), 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(header.length);
  return Buffer.concat([length, header, data!]);
}

function unframed(plain: Buffer): Payload {
  const end = 2 + plain.readUInt16BE();
  const header = JSON.parse(plain.toString('utf8', 2, end)) as Record<string, string>;
  const entries = Object.entries(header).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(entries) as Record<string, Uint8Array>, data: plain.subarray(end) };
}

function textIn(metadata: Payload['metadata'], name: string): string | undefined {
  const value = metadata?.[name];
  return value ? Buffer.from(value).toString('utf8') : undefined;
}
