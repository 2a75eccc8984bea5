import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { serverAddresses } from '../../src/load/serverAddresses.js';
import { familyOf, keyIdOf, type KeyStore } from '../../src/privacy/keyStore.js';
import { postgresKeyStore } from '../../src/privacy/postgresKeyStore.js';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { freePort } from '../../src/temporal/freePort.js';
import { startPostgres, type PostgresServer, type Standby } from '../support/postgres.js';
import { ownPrivacy } from '../support/privacy.js';
import { eventually } from '../support/stack.js';

describe('An address of PostgreSQL with several hosts', () => {
  let primary: PostgresServer;
  let standby: Standby;
  let register: Database;
  let keys: KeyStore;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  before(async function () {
    this.timeout(120_000);
    const server = await startPostgres();
    if (!server) return this.skip();
    primary = server;
    const [registerUrl, keysUrl] = [await primary.createDatabase(), await primary.createDatabase()];
    standby = await primary.startStandby();
    // First one where nothing is, then one that takes no writes.
    const hosts = `127.0.0.1:${await freePort()},127.0.0.1:${standby.port},`;
    const withAll = (url: string) => `${url.replace('@', `@${hosts}`)}?target_session_attrs=read-write`;
    privacy = await ownPrivacy();
    register = await openRegister({ url: withAll(registerUrl) }, privacy.sealer, lvvListing);
    keys = postgresKeyStore(withAll(keysUrl));
  });
  after(async () => {
    await register?.close();
    await keys?.close();
    await privacy?.remove();
    await standby?.stop();
    await primary?.stop();
  });

  const ended = async (session: string) =>
    register.query({ text: 'insert into failover (session) values ($1)' }, [session]);
  const kept = async () =>
    (await register.query<{ session: string }>({ text: 'select session from failover order by 1' })).map(
      ({ session }) => session,
    );
  const family = familyOf('someone');
  const add = (generation: number) =>
    keys.add({ id: keyIdOf(family, generation), masterKeyId: 'm1', wrapped: randomBytes(32).toString('base64') });

  it('is that of the one that takes writes, for the register and for the keys, also to read', async () => {
    const [server] = await register.query<{ follows: boolean }>({ text: 'select pg_is_in_recovery() as follows' });
    assert.equal(server?.follows, false);
    await migrate(register);
    await register.execute('create table failover (session text)');
    await ended('a');
    assert.deepEqual(await kept(), ['a']);
    await keys.initialise();
    assert.equal(await add(1), true);
  });

  it('fails over to the one that takes writes now, without a restart and with everything that was recorded', async function () {
    this.timeout(120_000);
    const following = await openRegister(
      { url: `postgres://test@127.0.0.1:${standby.port}/test_1` },
      privacy.sealer,
      lvvListing,
    );
    await eventually(async () => (await following.query({ text: 'select session from failover' })).length === 1);
    await following.close();
    await primary.halt();
    await assert.rejects(ended('lost'), { name: 'RegisterUnavailable' });
    await standby.promote();
    const began = Date.now();
    await eventually(async () => {
      await ended('b');
      return true;
    }, 15_000);
    await eventually(() => add(2), 15_000);
    assert.ok(Date.now() - began < 10_000, `${Date.now() - began} ms`);
    assert.deepEqual(await kept(), ['a', 'b']);
    assert.deepEqual(
      (await keys.read(family)).map(({ id }) => id),
      [keyIdOf(family, 1), keyIdOf(family, 2)],
    );
  });

  it('is read as libpq reads it, and refused where the driver would go wrong in silence', () => {
    assert.deepEqual(
      serverAddresses('postgres://u:p%40w@a:1,[::1]:2/db?target_session_attrs=read-write&sslmode=require'),
      {
        urls: ['postgres://u:p%40w@a:1/db?sslmode=require', 'postgres://u:p%40w@[::1]:2/db?sslmode=require'],
        mustTakeWrites: true,
      },
    );
    assert.deepEqual(serverAddresses('postgresql://a,b/db').urls, ['postgresql://a/db', 'postgresql://b/db']);
    assert.deepEqual(serverAddresses('postgres://a/db'), { urls: ['postgres://a/db'], mustTakeWrites: false });
    for (const wrong of [
      'mysql://a/db',
      'postgres://a:x/db',
      'postgres://a,/db',
      'postgres://a/db?target_session_attrs=any',
      'postgres://a,b/db?target_session_attrs=standby',
    ])
      assert.throws(() => serverAddresses(wrong), { name: 'AddressFault' }, wrong);
  });
});
