import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  ApplicationFailure,
  defaultPayloadConverter,
  type Payload,
  type SerializationContext,
} from '@temporalio/common';
import { KeyDestroyed, KeysUnavailable, Undecipherable } from '../../src/privacy/errors.js';
import { failureConverter } from '../../src/privacy/failureConverter.js';
import { familyOf, type KeyStore } from '../../src/privacy/keyStore.js';
import { closedCodec, installation, isEncrypted, keyIdName, payloadCodec } from '../../src/privacy/payloadCodec.js';
import { dictionaries, dictionaryNow } from '../../src/privacy/payloadDictionary.js';
import { PersonKeys } from '../../src/privacy/personKeys.js';
import { ownPrivacy } from '../support/privacy.js';

const of = (workflowId: string): SerializationContext => ({ type: 'workflow', namespace: 'default', workflowId });
const locally = (workflowId: string): SerializationContext => ({
  type: 'activity',
  namespace: 'default',
  workflowId,
  isLocal: true,
});
const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const valueOf = (payload: Payload) => defaultPayloadConverter.fromPayload(payload);
const keyIdOf = ({ metadata }: Payload) => Buffer.from(metadata![keyIdName]!).toString();
const text = (payload: Payload) => Buffer.from(payload.data!).toString('latin1');

describe('A payload for Temporal', () => {
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  before(async () => (privacy = await ownPrivacy()));
  after(() => privacy.remove());
  const codec = () => payloadCodec(privacy.keys);
  const sealed = async (value: unknown, context: SerializationContext) =>
    (await codec().encode([payloadOf(value)], context))[0]!;
  const opened = async (payload: Payload, context?: SerializationContext) =>
    valueOf((await codec().decode([payload], context))[0]!);

  const values = [{ note: 'Marked-Person' }, 'Marked-Person', ['é', null, 3], { long: 'Marked-Person '.repeat(200) }];
  for (const context of [
    of('person/aaaa'),
    locally('person/aaaa'),
    of('erasure/17'),
    of('deliver/aaaa.2-31-ngo-mail'),
  ]) {
    it(`of ${context.type} ${context.workflowId} is unreadable, and is opened with its context and without`, async () => {
      for (const value of values) {
        const payload = await sealed(value, context);
        assert.ok(isEncrypted(payload));
        assert.ok(!text(payload).includes('Marked-Person'));
        assert.deepEqual(await opened(payload, context), value);
        assert.deepEqual(await opened(payload), value);
      }
    });
  }

  it('has the key of the person whose workflow it is, in all their workflows; what is of nobody has one of its own', async () => {
    const keys = new Map<string, string>();
    for (const id of ['person/bbbb', 'deliver/bbbb.1', 'deliver/bbbb.1/14', 'deliver/bbbb.1-7-ngo-mail', 'erasure/1']) {
      keys.set(id, keyIdOf(await sealed(1, of(id))).split('.')[0]!);
    }
    assert.deepEqual(
      [...keys.values()],
      [...Array.from({ length: 4 }, () => familyOf('bbbb')), familyOf(installation)],
    );
  });

  it('is refused in another workflow than its own, also of the same person, and when its metadata are changed', async () => {
    const payload = await sealed({ a: 1 }, of('person/cccc'));
    for (const other of ['person/dddd', 'deliver/cccc.1']) {
      await assert.rejects(opened(payload, of(other)), Undecipherable);
    }
    const metadata = { ...payload.metadata, 'encryption-workflow-id': Buffer.from('person/dddd') };
    await assert.rejects(opened({ ...payload, metadata }, of('person/dddd')), Undecipherable);
    const compressed = { ...payload.metadata, 'encryption-compression': Buffer.from('deflate-1') };
    await assert.rejects(opened({ ...payload, metadata: compressed }), Undecipherable);
  });

  it('is refused when one byte of it was changed', async () => {
    const payload = await sealed({ a: 1 }, of('person/cccc'));
    for (const place of [0, 12, payload.data!.length - 1]) {
      const data = Uint8Array.from(payload.data!);
      data[place]! ^= 1;
      await assert.rejects(opened({ ...payload, data }), Undecipherable);
    }
  });

  it('is compressed with a dictionary that stays as it is, or what there is could not be opened any more', async () => {
    const payload = await sealed({ status: 'open', note: 'Marked-Person '.repeat(20) }, of('person/cccc'));
    assert.equal(Buffer.from(payload.metadata!['encryption-compression']!).toString(), dictionaryNow);
    const hashes = Object.entries(dictionaries).map(([name, dictionary]) => [
      name,
      createHash('sha256').update(dictionary).digest('hex'),
    ]);
    assert.deepEqual(hashes, [
      ['deflate', createHash('sha256').digest('hex')],
      ['deflate-1', 'b9b83e05b077d3e2ef8fa8ab3a2aa02a539c850f0c876bd03c398a43abbbbfe6'],
    ]);
    const metadata = { ...payload.metadata, 'encryption-compression': Buffer.from('deflate-0') };
    await assert.rejects(opened({ ...payload, metadata }), Undecipherable);
  });

  it('never looks the same twice', async () => {
    const [one, two] = [await sealed('same', of('person/cccc')), await sealed('same', of('person/cccc'))];
    assert.notDeepEqual(one.data, two.data);
  });

  it('that is not encrypted is refused, since it was not written with these keys; Temporal’s tools are shown it', async () => {
    const forged = payloadOf({ kind: 'step', name: 'admission' });
    await assert.rejects(opened(forged, of('person/eeee')), Undecipherable);
    await assert.rejects(opened({ metadata: {}, data: forged.data! }, of('person/eeee')), Undecipherable);
    const [shown] = await payloadCodec(privacy.keys, 'shown').decode([forged]);
    assert.deepEqual(valueOf(shown!), { kind: 'step', name: 'admission' });
  });

  it('of nothing stays as it is, and is read', async () => {
    const nothing = payloadOf(undefined);
    assert.deepEqual(await sealed(undefined, of('person/eeee')), nothing);
    assert.equal(await opened(nothing, of('person/eeee')), undefined);
  });

  it('shows nothing to who has the closed codec, and takes no key', async () => {
    const payload = await sealed({ a: 1 }, of('person/cccc'));
    const [shown, plain] = await closedCodec.decode([payload, payloadOf(2)]);
    assert.equal(valueOf(shown!), undefined);
    assert.equal(valueOf(plain!), 2);
  });

  it('is lost with its key, and the next one of that person has another key', async () => {
    const payload = await sealed({ a: 1 }, of('person/ffff'));
    const id = keyIdOf(payload);
    await privacy.store.destroy(id, '2026-11-24T10:00:00Z');
    privacy.keys.forget();
    await assert.rejects(opened(payload, of('person/ffff')), KeyDestroyed);
    assert.equal(keyIdOf(await sealed(2, of('person/ffff'))), `${familyOf('ffff')}.2`);
  });

  it('of a failure never fails, for that would end the worker: what cannot be encrypted is left out', async () => {
    const failure = failureConverter.errorToFailure(new Error('Marked-Person'), defaultPayloadConverter);
    assert.equal(failure.message, 'Encoded failure');
    const attributes = failure.encodedAttributes!;
    const [encrypted] = await codec().encode([attributes]);
    assert.ok(isEncrypted(encrypted!));
    assert.deepEqual(await opened(encrypted!, of('person/aaaa')), valueOf(attributes));

    const down: KeyStore = { ...privacy.store, read: () => Promise.reject(new KeysUnavailable('down')) };
    const without = payloadCodec(new PersonKeys(down, privacy.masters));
    for (const context of [undefined, locally('person/aaaa')]) {
      const [left] = await without.encode([attributes], context);
      assert.deepEqual(await codec().decode([left!]), [left], 'what was left out is read as it is');
      assert.match(
        failureConverter.failureToError({ ...failure, encodedAttributes: left! }, defaultPayloadConverter).message,
        /Left out/,
      );
    }
    await assert.rejects(without.encode([payloadOf({ a: 1 })], of('person/aaaa')), KeysUnavailable);
  });

  it('is no failure that says what is wrong with the keys: that can be read without one, and says nothing of anyone', () => {
    for (const error of [new KeysUnavailable('down'), ApplicationFailure.fromError(new KeyDestroyed('a.1'))]) {
      const { message, encodedAttributes } = failureConverter.errorToFailure(error, defaultPayloadConverter);
      assert.match(message!, /down|a\.1/);
      assert.equal(encodedAttributes, undefined);
    }
  });
});
