import { rolesOfAgency } from '../../src/trajectory/definitions/domain.js';
import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { apiRoutes } from '../../src/api/app.js';
import { bodyLimit } from '../../src/api/http/bodies.js';
import type { Route } from '../../src/api/serving/route.js';
import type { Services } from '../../src/api/serving/services.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { longestText, mostErrors } from '../../src/trajectory/definitions/inputErrors.js';
import { send } from '../support/http.js';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { worstBodies, worstOfAll, worstQueries, type BodySchema, type WorstInput } from '../support/worstInputs.js';

const bodyBytes = bodyLimit - 4_096;
/** An address and the headers may have 16 kB together. */
const queryBytes = 12_000;
/** Bytes of an answer, beyond what is answered to a good request, and milliseconds of CPU of this whole process. */
const allowedBytes = (sent: number) => mostErrors * (2 * longestText + 40) * 2 + 2 * sent;
const allowedMs = (sent: number) => 250 + sent * 0.004;
/** For each thing that is really done: a bulk has at most 200. */
const msForEach = 8;

interface Operation {
  name: string;
  method: string;
  path: string;
  route: Route;
  inputs: { what: string; worst: Arbitrary<WorstInput>; isBody: boolean }[];
}

interface Cost {
  ms: number;
  bytes: number;
  status: number;
  text: string;
}

/**
 * Sends to each operation of the document the worst input of its size, in its body and in each parameter, and bounds the
 * answer and the CPU time by a constant for each byte.
 * @param runs for each body; a parameter has a sixth of them
 * @returns a line that says how much was tried, and the most that it cost
 */
export async function costsNoMoreThanItsSize(how: { seed: number; runs: number }): Promise<string> {
  // No worker: nothing is to be done but refuse, and a worker would have a share in the CPU time.
  const stack = await startQuickStack({ withoutWorker: true, env: { BESTENDIG_RATE_LIMIT: '1000000000' } });
  try {
    return await tried(stack, how);
  } finally {
    await stack.stop();
  }
}

/** Each operation of the document, with what it takes. */
async function operationsOf(stack: Stack): Promise<Operation[]> {
  const operations: Operation[] = [];
  const { programmes } = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
  const routes = apiRoutes({ programmes } as Services);
  const document = JSON.parse((await fetched(`${stack.url}/v1/openapi.json`)).text) as { paths: Record<string, any> };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId: name, parameters, requestBody }] of Object.entries<any>(methods)) {
      const route = routes.find(({ operationId }) => operationId === name)!;
      const content = requestBody?.content['application/json'];
      const queries = (parameters as { in: string; name: string; schema: { enum?: string[] } }[])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name: one, schema }) => ({
          what: `?${one}`,
          worst: worstQueries(one, schema.enum?.[0]),
          isBody: false,
        }));
      const body = content && {
        what: 'body',
        worst: worstBodies(content.schema as BodySchema, content.example as Record<string, unknown>),
        isBody: true,
      };
      operations.push({
        name,
        method: method.toUpperCase(),
        path,
        route,
        inputs: body ? [body, ...queries] : queries,
      });
    }
  }
  return operations;
}

async function tried(stack: Stack, { seed, runs }: { seed: number; runs: number }): Promise<string> {
  const operations = await operationsOf(stack);
  const most = { bytes: 0, bytesBy: '', ms: 0, msBy: '', requests: 0 };

  /** Someone who may: of the municipality with all its roles, where they are enough. */
  const callerOf = ({ asks: { performedBy = [] } }: Route): string => {
    const agencies = performedBy.map((one) => one.split(':')[0]!);
    const agency = agencies.length === 0 || agencies.includes('municipality') ? 'municipality' : agencies[0]!;
    return [agency, ...rolesOfAgency(lvv, agency)].join(':');
  };
  const nobody = `${'0'.repeat(26)}.1`;
  const addressOf = ({ path, name }: Operation) =>
    path.replace('{id}', nobody).replace('{name}', name === 'preview-step' ? 'intake' : 'share');

  const costOf = async (operation: Operation, input: string, isBody: boolean): Promise<Cost> => {
    const token = await stack.token(callerOf(operation.route));
    const { method } = operation;
    const example = operation.route.body && JSON.stringify(operation.route.body.example);
    const body = isBody ? input : example;
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const path = addressOf(operation) + (isBody || input === '' ? '' : `?${input}`);
    const before = process.cpuUsage();
    const { status, text } = await send(stack.url, { method, path, headers, ...(body && { body }) });
    const { user, system } = process.cpuUsage(before);
    most.requests += 1;
    return { ms: (user + system) / 1_000, bytes: Buffer.byteLength(text), status, text };
  };

  const note = (by: string, { ms, bytes }: Cost, usual: number) => {
    if (bytes - usual > most.bytes) Object.assign(most, { bytes: bytes - usual, bytesBy: by });
    if (ms > most.ms) Object.assign(most, { ms, msBy: by });
  };

  /** Four times the input costs four times as much, or a little more; not sixteen times. */
  const mustBeLinear = async (operation: Operation, { input, isBody }: { input: WorstInput; isBody: boolean }) => {
    const whole = isBody ? bodyBytes : queryBytes;
    const least = async (size: number) => {
      const text = input.make(size);
      const costs: number[] = [];
      for (let i = 0; i < 2; i += 1) costs.push((await costOf(operation, text, isBody)).ms);
      return Math.min(...costs);
    };
    const [some, all] = [await least(whole / 4), await least(whole)];
    const each = operation.route.commandsAtOnce === undefined ? 0 : 200 * msForEach;
    assert.ok(
      all <= 6 * some + 25 + each,
      `${operation.name}, ${input.name}: ${some.toFixed(1)} ms for a quarter, ${all.toFixed(1)} ms for all`,
    );
  };

  const mustBeShort = ({ status, text }: Cost, by: string) => {
    if (status !== 400) return;
    const { errors } = JSON.parse(text) as { errors: { pointer?: string; parameter?: string; detail: string }[] };
    assert.ok(errors.length <= mostErrors, `${by}: ${errors.length} errors`);
    for (const said of textsIn(errors)) assert.ok(said.length <= longestText, `${by}: ${said.slice(0, 300)}`);
  };

  let parameters = 0;
  for (const operation of operations) {
    const usual = operation.inputs.length > 0 ? (await costOf(operation, '', false)).bytes : 0;
    let worst: { input: WorstInput; cost: Cost; isBody: boolean } | undefined;
    for (const { what, worst: inputs, isBody } of operation.inputs) {
      if (!isBody) parameters += 1;
      const size = isBody ? bodyBytes : queryBytes;
      const each = operation.route.commandsAtOnce === undefined ? 0 : 200 * msForEach;
      const property = fc.asyncProperty(inputs, async (input) => {
        const text = input.make(size);
        const sent = Buffer.byteLength(text);
        let cost = await costOf(operation, text, isBody);
        const by = `${operation.name} ${what}, ${input.name}`;
        // What else this process had to do just then is not of the request: so what seems too much is done again.
        for (let again = 0; again < 2 && cost.ms > allowedMs(sent) + each; again += 1) {
          cost = await costOf(operation, text, isBody);
        }
        note(by, cost, usual);
        if (cost.ms > (worst?.cost.ms ?? 0)) worst = { input, cost, isBody };
        assert.ok(cost.status < 500, `${by}: ${cost.status} ${cost.text.slice(0, 300)}`);
        const bytes = cost.bytes - usual;
        assert.ok(bytes <= allowedBytes(sent), `${by}: ${cost.bytes} bytes were answered to ${sent}`);
        assert.ok(cost.ms <= allowedMs(sent) + each, `${by}: ${Math.round(cost.ms)} ms of CPU for ${sent} bytes`);
        mustBeShort(cost, by);
      });
      const numRuns = isBody ? runs : Math.ceil(runs / 6);
      const examples: [WorstInput][] = isBody ? worstOfAll.map((input) => [input]) : [];
      await fc.assert(property, { seed, numRuns: numRuns + examples.length, examples });
    }
    if (worst) await mustBeLinear(operation, worst);
  }
  const bodies = operations.filter(({ inputs }) => inputs.some(({ isBody }) => isBody)).length;
  assert.ok(bodies > 40 && parameters > 60, `only ${bodies} bodies and ${parameters} parameters`);
  return `${operations.length} operations, ${bodies} bodies and ${parameters} parameters, ${most.requests} requests; largest answer beyond the usual ${most.bytes} bytes (${most.bytesBy}); longest CPU time ${Math.round(most.ms)} ms (${most.msBy})`;
}

/** Every text in an answer, also those of parameters. */
function textsIn(value: unknown): string[] {
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' ? [value] : [];
}
