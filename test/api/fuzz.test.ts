import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apiRoutes } from '../../src/api/app.js';
import { bodyLimit } from '../../src/api/http/bodies.js';
import type { Route } from '../../src/api/serving/route.js';
import type { Services } from '../../src/api/serving/services.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { send, sendBytes, type Sent } from '../support/http.js';
import { assertProblem, fetched, type Answered } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { isThorough } from '../support/thorough.js';
import { example, perform, refer, through } from '../support/walk.js';
import { addressing, notHttp, reading } from './badAddresses.js';
import * as bad from './badBodies.js';

// The same inputs each time; FUZZ_SEED and FUZZ_RUNS look further.
const runs = {
  seed: Number(process.env['FUZZ_SEED'] ?? 1),
  numRuns: Number(process.env['FUZZ_RUNS'] ?? (isThorough ? 40 : 10)),
};
const national = 'municipality:coordinator@';
const director = 'municipality:case-director';

interface Operation {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  name: string;
  parameters: { name: string; in: string }[];
  body: bad.BodySchema | undefined;
  route: Route;
}

describe('Bad input to the API', () => {
  let stack: Stack;
  let operations: Operation[];
  /** For each operation, a trajectory in which its example would be accepted. */
  const targets = new Map<string, string>();

  before(async () => {
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '1000000' } });
    const { programmes } = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
    const routes = apiRoutes({ programmes } as Services);
    const document = JSON.parse((await fetched(`${stack.url}/v1/openapi.json`)).text) as { paths: Record<string, any> };
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, any>).map(([method, { operationId, parameters, requestBody }]) => ({
        method: method.toUpperCase() as Operation['method'],
        path,
        name: operationId as string,
        parameters,
        body: requestBody?.content['application/json'].schema,
        route: routes.find((route) => route.operationId === operationId)!,
      })),
    );
    const atIntake = await refer(stack);
    const atAdmission = await refer(stack);
    await through(stack, atAdmission, 'intake');
    const admitted = await refer(stack);
    await through(stack, admitted, 'intake', 'admission');
    const reviewed = await refer(stack);
    await through(stack, reviewed, 'intake', 'admission', 'legal-review');
    const where = { 'step-intake': atIntake, 'step-admission': atAdmission, 'action-plan-step': reviewed };
    for (const { name } of operations) targets.set(name, { ...where }[name as keyof typeof where] ?? admitted);
  });
  after(() => stack.stop());

  /** All that the API shows to who may see everything. */
  const everything = async () => {
    const get = async (path: string) => {
      const { status, body } = await stack.get(national, path);
      assert.equal(status, 200);
      return body['items'] as any[];
    };
    const list = await get('/v1/trajectories?limit=200&sort=id');
    const each = list.map(async ({ id }) => ({
      timeline: await get(`/v1/trajectories/${id}/timeline`),
      state: (await stack.get(national, `/v1/trajectories/${id}`)).body,
    }));
    return {
      list,
      each: await Promise.all(each),
      told: await get('/v1/notifications?limit=200'),
      tasks: await get('/v1/tasks'),
    };
  };
  const settled = () =>
    eventually(async () => {
      const all = await everything();
      const recorded = all.each.every(
        // The list was read first, and may be of a moment before.
        ({ timeline, state }, i) =>
          state['source'] === 'workflow' &&
          timeline.length === state['version'] &&
          all.list[i].version === state['version'],
      );
      return recorded && all.told.every(({ status }) => status === 'sent') && all;
    });
  /** Nothing that `work` does may change anything. */
  const unchanged = async (work: () => Promise<void>) => {
    const before = await settled();
    await work();
    assert.deepEqual(await settled(), before);
  };
  const isPerformed = (operation: string) => /^(step|action|bulk)-|^refer$/.test(operation);
  const caller = ({ name }: Operation) =>
    isPerformed(name)
      ? example(nameOf(name)).by
      : /[a-z]Erasure$/.test(name)
        ? 'municipality:administrator'
        : /^preview-|Delegation$/.test(name)
          ? director
          : national;
  const nameOf = (operation: string) =>
    operation === 'refer' ? 'referral' : operation.replace(/^(step|action|bulk)-/, '');
  const pathOf = (operation: Operation, id = targets.get(operation.name)!) =>
    operation.path.replace('{id}', id).replace('{name}', operation.name === 'preview-step' ? 'intake' : 'share');
  const exampleOf = ({ route }: Operation) => route.body!.example as Record<string, unknown>;

  const call = async (operation: Operation, sent: Sent): Promise<Answered> => {
    const [agencyRole = '', municipality = 'utrecht'] = caller(operation).split('@');
    const token = await stack.token(agencyRole, municipality === '' ? null : municipality);
    const { method } = operation;
    return send(stack.url, { method, ...sent, headers: { authorization: `Bearer ${token}`, ...sent.headers } });
  };
  const refused = (answer: Answered, what: string) => {
    assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`);
    return assertProblem(answer, what);
  };
  const json = { 'content-type': 'application/json' };

  it('in a body is refused with a 4xx that has all the errors, and nothing changes', async () => {
    await unchanged(async () => {
      for (const operation of operations.filter(({ body }) => body)) {
        const property = fc.asyncProperty(
          bad.fields(operation.body!, exampleOf(operation)),
          async ({ text, pointers }) => {
            const answer = await call(operation, { path: pathOf(operation), headers: json, body: text });
            const { status, errors } = refused(answer, `${operation.name} ${text}`);
            assert.equal(status, 400);
            const found = (errors as { pointer: string }[]).map(({ pointer }) => pointer);
            for (const pointer of pointers) {
              const said = found.some((one) => one === pointer || one.startsWith(`${pointer}/`));
              assert.ok(said, `${operation.name}: nothing is said of ${pointer} in ${text}: ${answer.text}`);
            }
          },
        );
        await fc.assert(property, runs);
      }
    });
  });

  it('in place of a body (broken, deep, huge, compressed, of another kind) is refused with a 4xx, and nothing changes', async () => {
    await unchanged(async () => {
      for (const operation of operations.filter(({ body }) => body)) {
        const text = JSON.stringify(exampleOf(operation));
        const property = fc.asyncProperty(bad.bodies(text, bodyLimit), async ({ statuses, headers, body }) => {
          const answer = await call(operation, { path: pathOf(operation), headers, body });
          const what = `${operation.name} ${JSON.stringify(headers)} ${body.slice(0, 200).toString()}`;
          const { status } = refused(answer, what);
          assert.ok(statuses.includes(status), `${what}: ${answer.text}`);
        });
        await fc.assert(property, runs);
      }
    });
  });

  it('in the address or the headers of a command is refused with a 4xx, and nothing changes', async () => {
    await unchanged(async () => {
      for (const operation of operations.filter(({ method }) => method === 'POST')) {
        const body = operation.body && JSON.stringify(exampleOf(operation));
        const takes = operation.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
        const hasId = operation.path.includes('{id}');
        const property = fc.asyncProperty(addressing(takes, hasId), async ({ id, query, headers }) => {
          const path = pathOf(operation, id) + query;
          const answer = await call(operation, { path, headers: { ...json, ...headers }, body });
          refused(answer, `${operation.name} ${path} ${JSON.stringify(headers)}`);
        });
        await fc.assert(property, runs);
      }
    });
  });

  it('to a read is refused with a 4xx or read as it is meant, whatever the filters, order, cursor and address', async () => {
    await unchanged(async () => {
      for (const operation of operations.filter(({ method }) => method === 'GET')) {
        const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
        const fits = operation.route.responses[200]!.schema;
        const property = fc.asyncProperty(reading(names, targets.get(operation.name)!), async ({ id, query }) => {
          const path = pathOf(operation, id) + query;
          const answer = await call(operation, { path });
          if (answer.status !== 200) refused(answer, path);
          else assert.ok(fits.safeParse(JSON.parse(answer.text)).success, `${path}: ${answer.text}`);
        });
        await fc.assert(property, { ...runs, numRuns: runs.numRuns * 3 });
      }
    });
  });

  it('that is not HTTP, or another method than there is, is refused with a 4xx problem, and nothing changes', async () => {
    await unchanged(async () => {
      for (const operation of operations) {
        for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE'].filter(
          (one) => one !== operation.method,
        )) {
          const answer = await call(operation, { method, path: pathOf(operation) });
          const { code } = refused(answer, `${method} ${operation.path}`);
          assert.equal(code, 'method-not-allowed', `${method} ${operation.path}`);
          assert.ok(answer.headers.get('allow')?.includes(operation.method));
        }
      }
      for (const { bytes, status } of notHttp) {
        const answer = await sendBytes(stack.url, bytes);
        assert.equal(refused(answer, JSON.stringify(bytes.slice(0, 80)))['status'], status);
      }
    });
  });

  it('was all that was wrong: the same operations, to the same trajectories, accept their examples', async () => {
    const order = ['step-intake', 'step-admission', 'step-legal-review', 'step-return-counselling', 'action-plan-step'];
    for (const name of [...order, 'action-change-direction', 'step-outcome-registration', 'refer']) {
      const operation = operations.find((one) => one.name === name)!;
      const body = JSON.stringify(exampleOf(operation));
      const answer = await call(operation, { path: pathOf(operation), headers: json, body });
      assert.ok(answer.status < 300, `${name}: ${answer.text}`);
    }
    assert.equal((await perform(stack, targets.get('step-intake')!, 'admission')).status, 200);
  });
});
