import { rolesOfAgency } from '../../src/trajectory/definitions/domain.js';
import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  accessRequest,
  actionNames,
  decideAccess,
  type AccessReason,
  type ActionName,
  type ResourceProperties,
} from '../../src/trajectory/replayed/policy.js';
import { engineRoles, nationalRoles, rolesOf } from '../../src/trajectory/replayed/roles.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Actor, Agency } from '../../src/trajectory/replayed/state.js';
import { actor } from '../support/play.js';

const reasonFor = (
  who: Actor,
  action: ActionName,
  properties: ResourceProperties = {},
  partners: readonly Agency[] = agencies,
): AccessReason => {
  const resource = { type: 'trajectory' as const, id: 'x', properties };
  const request = accessRequest(who, action, resource, { time: '2026-11-24T09:00:00.000Z', partners });
  const { decision, context } = decideAccess(request);
  assert.equal(decision, context.reason === 'allowed');
  return context.reason;
};

/** Everyone who can be there: each role of each agency of Utrecht, and those of the country. */
const everyone = [
  ...agencies.flatMap((agency) => rolesOfAgency(lvv, agency).map((role) => actor(`${agency}:${role}`))),
  ...nationalRoles.map((role) => actor(`municipality:${role}`, null)),
];
const nameOf = ({ agency, roles: [role], municipality }: Actor) =>
  `${agency}:${role}${municipality === null ? '@' : ''}`;

const city = ['municipality:case-director', 'municipality:intake-officer', 'municipality:coordinator'];
const others = ['ngo:intake-officer', 'ngo:legal', 'ngo:counsellor', 'ind:liaison', 'dtv:departure-officer'].concat(
  'dtv:liaison',
  'avim:liaison',
);
const national = 'municipality:coordinator@';
const withFiles = [...city, ...others, national];
const directing = ['municipality:case-director', 'municipality:coordinator', national];
const auditors = ['municipality:auditor', 'municipality:auditor@'];
const administrators = ['municipality:administrator', 'municipality:administrator@'];
const all = [...withFiles, ...auditors, ...administrators];
const utrecht: ResourceProperties = { municipality: 'utrecht', parties: ['ngo', 'dtv'], offeredTo: null };
const anyStep = agencies.flatMap((agency) => Object.keys(lvv.roles).map((role) => `${agency}:${role}`));

/** Written out, and not read from the policy: what each may do with a trajectory of Utrecht in which NGO and DT&V have a part. */
const table: Record<ActionName, [properties: ResourceProperties, who: string[]]> = {
  'trajectory:refer': [{ municipality: 'utrecht', performedBy: anyStep }, [...city, ...others]],
  'trajectory:list': [{}, withFiles],
  'trajectory:read': [utrecht, withFiles.filter((who) => !/^(ind|avim)/.test(who))],
  'trajectory:command': [utrecht, withFiles.filter((who) => !/^(ind|avim)/.test(who))],
  'trajectory:perform': [
    { ...utrecht, performedBy: ['ngo:legal', 'municipality:auditor', 'ind:liaison'] },
    ['ngo:legal'],
  ],
  'trajectory:answer-offer': [
    { ...utrecht, municipality: 'groningen', offeredTo: 'utrecht', performedBy: anyStep },
    city,
  ],
  'trajectory:export': [utrecht, directing],
  'trajectory:hold': [utrecht, directing],
  'task:list': [{}, withFiles],
  'agenda:list': [{}, withFiles],
  'notification:list': [{}, withFiles],
  'notification:redeliver': [{ municipality: 'utrecht' }, directing],
  'figures:read': [{ municipality: 'utrecht' }, directing],
  'catalogue:read': [{}, all],
  'self:read': [{}, all],
  'self:write': [{}, all],
  'directory:read': [{ municipality: 'utrecht' }, [...directing, ...auditors, ...administrators]],
  'configuration:read': [{ municipality: 'utrecht' }, [...auditors, ...administrators]],
  'log:read': [{ municipality: 'utrecht' }, auditors],
  'erasure:list': [{ municipality: 'utrecht' }, [...auditors, ...administrators]],
  'erasure:propose': [{ municipality: 'utrecht' }, administrators],
  'erasure:approve': [{ municipality: 'utrecht', askedBy: ['someone-else'] }, administrators],
  'delegation:list': [{}, withFiles],
  'delegation:give': [{}, withFiles],
  'delegation:end': [{ municipality: 'utrecht', owner: 'someone-else' }, ['municipality:coordinator', national]],
  'delegation:use': [{ owner: 'test-ngo-legal', agency: 'ngo', municipality: 'utrecht', holds: true }, ['ngo:legal']],
  'payload:decode': [{}, ['municipality:administrator@']],
};

describe('The policy', () => {
  it('has a row here for each action', () => {
    assert.deepEqual(Object.keys(table).toSorted(), actionNames.toSorted());
  });

  for (const [action, [properties, who]] of Object.entries(table) as [ActionName, (typeof table)[ActionName]][]) {
    it(`lets do ${action}: ${who.length === all.length ? 'everyone' : who.join(', ')}, and no one else`, () => {
      const may = everyone.filter((one) => reasonFor(one, action, properties) === 'allowed').map(nameOf);
      assert.deepEqual(may.toSorted(), who.toSorted());
    });
  }

  it('lets nobody of another municipality do any of it, but what is of no municipality', () => {
    const ofNone = new Set<ActionName>([
      'catalogue:read',
      'self:read',
      'self:write',
      'payload:decode',
      'delegation:list',
      'delegation:give',
    ]);
    const lists = new Set<ActionName>(['trajectory:list', 'task:list', 'agenda:list', 'notification:list']);
    for (const [action, [properties]] of Object.entries(table) as [ActionName, (typeof table)[ActionName]][]) {
      if (ofNone.has(action) || lists.has(action)) continue;
      for (const one of everyone.filter(({ municipality }) => municipality !== null)) {
        assert.notEqual(reasonFor({ ...one, municipality: 'eindhoven' }, action, properties), 'allowed', nameOf(one));
      }
    }
  });

  it('shows an agency that left the programme nothing, and lets it do nothing', () => {
    for (const action of actionNames.filter((name) => !['catalogue:read', 'self:read', 'self:write'].includes(name))) {
      const [properties] = table[action];
      for (const who of ['ngo:legal', 'dtv:departure-officer', 'ngo:counsellor']) {
        const reason = reasonFor(actor(who), action, { ...properties, owner: 'x' }, ['municipality', 'ind']);
        assert.notEqual(reason, 'allowed', `${who} ${action}`);
        // What there is does not exist for it; that it is no partner any more, it may know.
        if (action === 'trajectory:read') assert.equal(reason, 'not-known');
        if (action.endsWith(':list')) assert.match(reason, /no-partner|role/);
      }
    }
  });

  it('gives no reason that tells of what one may not know of', () => {
    const foreign = { ...utrecht, municipality: 'groningen', performedBy: anyStep };
    for (const action of [
      'trajectory:read',
      'trajectory:command',
      'trajectory:perform',
      'trajectory:answer-offer',
    ] as const) {
      for (const who of withFiles.filter((one) => one !== national)) {
        assert.equal(reasonFor(actor(who), action, foreign), 'not-known', `${who} ${action}`);
      }
    }
  });

  it('lets nobody approve what they asked for, nor for someone who did, nor by someone who acts for them', () => {
    const approver: Actor = { ...actor('municipality:administrator'), subject: 'anna' };
    const asked = (askedBy: string[]) => ({ municipality: 'utrecht', askedBy });
    assert.equal(reasonFor(approver, 'erasure:approve', asked(['bert'])), 'allowed');
    assert.equal(reasonFor(approver, 'erasure:approve', asked(['anna'])), 'own-request');
    assert.equal(reasonFor(approver, 'erasure:approve', asked(['bert', 'anna'])), 'own-request');
    assert.notEqual(reasonFor({ ...approver, onBehalfOf: 'carla' }, 'erasure:approve', asked(['bert'])), 'allowed');
    assert.equal(reasonFor({ ...approver, onBehalfOf: 'bert' }, 'erasure:approve', asked(['bert'])), 'own-request');
  });

  it('refuses what is not in its table, also what is a word of the language', () => {
    for (const name of ['trajectory:delete', 'constructor', '__proto__', '']) {
      assert.equal(reasonFor(actor('municipality:case-director'), name as ActionName), 'no-rule');
    }
  });

  it('gives a role of the engine nothing outside the municipality, or for the whole country where it is none of those', () => {
    const anyRole = fc.constantFrom(...engineRoles);
    fc.assert(
      fc.property(
        fc.constantFrom(...agencies),
        fc.array(anyRole, { maxLength: 4 }),
        fc.constantFrom('utrecht', null),
        fc.constantFrom(...actionNames),
        (agency, named, municipality, action) => {
          const who: Actor = { subject: 'anna', agency, municipality, roles: named };
          const counted = { ...who, roles: rolesOf(who) };
          const [properties] = table[action];
          assert.equal(reasonFor(who, action, properties), reasonFor(counted, action, properties));
          if (counted.roles.length === 0 && !['catalogue:read', 'self:read', 'self:write'].includes(action)) {
            assert.notEqual(reasonFor(who, action, properties), 'allowed');
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
