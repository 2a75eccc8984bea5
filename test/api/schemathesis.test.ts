import assert from 'node:assert/strict';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { schemathesis, testDocument } from '../support/schemathesis.js';
import type { Stack } from '../support/stack.js';
import { isThorough } from '../support/thorough.js';
import { refer, through } from '../support/walk.js';

interface Parameter {
  name: string;
  in: string;
  schema: Record<string, unknown>;
}
interface Document {
  paths: Record<string, Record<string, { operationId: string; parameters: Parameter[] }>>;
}

/**
 * Of what the schema allows, more is refused than a schema can say: what does not fit together, or does not fit the state.
 * The answer is then a documented 400 or 409 that names the field, and other tests hold it to that.
 */
const checks = ['--checks', 'all', '--exclude-checks', 'positive_data_acceptance'];
// The same requests each time, and no more than so many: this is bounded by what it does and not by the clock.
const fixed = ['--seed', '1', '--workers', '1', '--no-shrink', '--continue-on-failure', '--warnings', 'off', ...checks];
/** One of each kind stands for all: their addresses, headers and errors come from the same code. */
const ofOneKind = '/(steps/(?!admission$)|actions/(?!offer-transfer$)|bulk/(?!reassign$))';

describe('The whole OpenAPI document, tried by schemathesis', () => {
  let stack: Stack;
  let program: string;
  let document: Document;
  let ids: string[];

  before(async function () {
    this.timeout(300_000);
    const found = await schemathesis();
    if ('missing' in found) {
      console.log(`    ${found.missing}`);
      return this.skip();
    }
    program = found.program;
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '1000000' } });
    document = JSON.parse((await fetched(`${stack.url}/v1/openapi.json`)).text) as Document;
    ids = [await refer(stack), await refer(stack)];
    await through(stack, ids[1]!, 'intake', 'admission');
  });
  after(() => stack?.stop());

  /** The same document, with ids of trajectories that there are; nobody acts for another, unless it stays in. */
  const withIds = (actingFor: boolean): Document => {
    const copy = structuredClone(document);
    for (const operation of Object.values(copy.paths).flatMap((methods) => Object.values(methods))) {
      operation.parameters = operation.parameters.filter(({ name }) => actingFor || name !== 'Acting-For');
      for (const parameter of operation.parameters) {
        if (parameter.in === 'path') parameter.schema = { ...parameter.schema, enum: [...ids, 'none'] };
      }
    }
    return copy;
  };
  const holds = async (as: string, actingFor: boolean, args: string[]) => {
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    const token = await stack.token(agencyRole, municipality === '' ? null : municipality);
    const options = { url: stack.url, token, args: [...fixed, ...args] };
    const { code, output } = await testDocument(program, withIds(actingFor), options);
    assert.equal(code, 0, output);
    const tested = /Tested: (\d+)/.exec(output)?.[1];
    const cases = /(\d+) generated, \1 passed/.exec(output)?.[1];
    return { tested: Number(tested), cases: Number(cases) };
  };

  if (isThorough) {
    it('at the edges of each schema: documented answers, no 5xx, and nothing without a token', async function () {
      this.timeout(180_000);
      const only = ['--phases', 'examples,coverage', '--exclude-path-regex', ofOneKind];
      const { cases } = await holds('municipality:case-director', false, only);
      assert.ok(cases > 500, `${cases} requests`);
    });
  }

  for (const [as, actingFor] of [
    ['municipality:case-director', false],
    ['ngo:legal', true],
    ['municipality:auditor@', false],
  ] as const) {
    it(`by chance, as ${as}: every operation answers as it says`, async function () {
      this.timeout(180_000);
      const { tested, cases } = await holds(as, actingFor, ['--phases', 'fuzzing', '--max-examples', '1']);
      assert.equal(tested, Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length);
      assert.ok(cases >= tested, `${cases} requests`);
    });
  }

  it('had to be asked again for hardly anything', async () => {
    const { text } = await fetched(`${stack.url}/metrics`);
    const counts = [...text.matchAll(/^bestendig_http_requests_total\{.*status="(\d+)"\} (\d+)$/gm)];
    const answered = (pattern: RegExp) =>
      counts.filter(([, status]) => pattern.test(status!)).reduce((sum, [, , count]) => sum + Number(count), 0);
    assert.equal(answered(/^5(?!03)/), 0);
    assert.ok(answered(/^503$/) < answered(/./) / 100, `${answered(/^503$/)} of ${answered(/./)}`);
  });
});
