import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeysUnavailable } from '../../src/privacy/errors.js';
import { newMasterKey, parseMasterKeys } from '../../src/privacy/masterKeys.js';
import { masterKeysFromCommand, masterKeysFromFile, masterKeysFromText } from '../../src/privacy/masterKeySources.js';
import { PersonKeys } from '../../src/privacy/personKeys.js';
import { rotate, stockOf } from '../../src/privacy/rotation.js';
import { onBothStores } from './keyStores.js';

const noProgress = () => {};

describe('Master keys', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-masters-'));
    path = join(folder, 'masters');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are read from text: the first is the current one, and what is wrong is said without the keys', () => {
    const [one, two] = [newMasterKey('one'), newMasterKey('two')];
    assert.deepEqual(
      parseMasterKeys(`${one}, \n ${two}\n`).map(({ id }) => id),
      ['one', 'two'],
    );
    const short = `three:${Buffer.alloc(16, 7).toString('base64')}`;
    for (const wrong of ['', 'one', short, `${one} ${one}`, `${one} :${'A'.repeat(44)}`]) {
      assert.throws(
        () => parseMasterKeys(wrong),
        (error: Error) => !error.message.includes(one.slice(4)),
      );
    }
  });

  it('of a file are looked for again when one is not known, so that a rotation needs no restart', async () => {
    const [one, two] = [newMasterKey('one'), newMasterKey('two')];
    await writeFile(path, one);
    const masters = masterKeysFromFile(path);
    assert.equal((await masters.current()).id, 'one');
    await assert.rejects(masters.byId('two'), KeysUnavailable);
    await writeFile(path, `${two}\n${one}\n`);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.equal((await masters.byId('two')).id, 'two');
    assert.equal((await masters.current()).id, 'two');
    assert.equal((await masters.byId('one')).id, 'one');
  });

  it('of a file that is gone or half written go on being used by who knows them; who does not, says so', async () => {
    await writeFile(path, newMasterKey('one'));
    const masters = masterKeysFromFile(path);
    await masters.current();
    await writeFile(path, 'two:half');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await assert.rejects(masters.byId('two'), KeysUnavailable);
    assert.equal((await masters.byId('one')).id, 'one');
    await assert.rejects(masterKeysFromFile(join(folder, 'none')).current(), /can't be read/);
  });

  it('of a command come from what it prints; that it fails is said, and nothing of what it says', async () => {
    const one = newMasterKey('one');
    assert.equal((await masterKeysFromCommand(`printf '%s\\n' '${one}'`).current()).id, 'one');
    const failing = masterKeysFromCommand(`echo '${one}'; echo '${one}' >&2; exit 3`);
    await assert.rejects(failing.current(), (error: Error) => {
      assert.match(error.message, /ended with 3/);
      return error instanceof KeysUnavailable && !error.message.includes(one);
    });
  });

  it('of the environment do not change; one that is not there is asked for', async () => {
    const masters = masterKeysFromText(newMasterKey('one'));
    assert.equal((await masters.byId('one')).id, 'one');
    await assert.rejects(masters.byId('two'), /no master key two/);
  });
});

onBothStores('A rotation of the master key', (place) => {
  const [one, two] = [newMasterKey('one'), newMasterKey('two')];
  const secrets = async (keys: PersonKeys) =>
    Promise.all([0, 1, 2, 3, 4].map(async (n) => (await keys.toWrite(`p${n}`)).secret.toString('hex')));

  it('wraps every key anew and changes none; after it the old master key is not needed, before it it is', async () => {
    const { store } = place();
    const before = await secrets(new PersonKeys(store, masterKeysFromText(one)));
    const both = masterKeysFromText(`${two} ${one}`);
    await assert.rejects(secrets(new PersonKeys(store, masterKeysFromText(two))), KeysUnavailable);

    const rehearsed = await rotate(store, both, { dryRun: true, onProgress: noProgress });
    assert.deepEqual([rehearsed.rewrapped, rehearsed.left], [5, 0]);
    assert.deepEqual([...(await stockOf(store)).byMaster], [['one', 5]]);

    const rotated = await rotate(store, both, { dryRun: false, onProgress: noProgress });
    assert.deepEqual(rotated, { rewrapped: 5, left: 0, failed: [] });
    assert.deepEqual([...(await stockOf(store)).byMaster], [['two', 5]]);
    assert.deepEqual(await secrets(new PersonKeys(store, masterKeysFromText(two))), before);
    const again = await rotate(store, both, { dryRun: false, onProgress: noProgress });
    assert.deepEqual(again, { rewrapped: 0, left: 5, failed: [] });
  });

  it('that is stopped halfway is done by the next; a key that cannot be opened stays, and is named', async () => {
    const { store } = place();
    await secrets(new PersonKeys(store, masterKeysFromText(one)));
    await new PersonKeys(store, masterKeysFromText(newMasterKey('lost'))).toWrite('p9');
    const both = masterKeysFromText(`${two} ${one}`);
    let halfway = 0;
    const stopping = {
      ...store,
      rewrap: (key: Parameters<typeof store.rewrap>[0]) => {
        halfway += 1;
        return halfway > 2 ? Promise.reject(new Error('stopped')) : store.rewrap(key);
      },
    };
    const first = await rotate(stopping, both, { dryRun: false, onProgress: noProgress });
    assert.deepEqual([first.rewrapped, first.failed.length], [2, 4]);
    const second = await rotate(store, both, { dryRun: false, onProgress: noProgress });
    assert.deepEqual([second.rewrapped, second.left, second.failed.length], [3, 2, 1]);
    assert.match(second.failed[0]!.reason, /no master key lost/);
    const { byMaster } = await stockOf(store);
    assert.deepEqual([byMaster.get('two'), byMaster.get('lost')], [5, 1]);
  });
});
