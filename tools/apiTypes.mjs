// The types of the API for the screens, from its OpenAPI document: node tools/apiTypes.mjs openapi.json schema.d.ts
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const [from, to] = process.argv.slice(2);
const nodes = await openapiTS(JSON.parse(readFileSync(from, 'utf8')), { alphabetize: false, silent: true });
writeFileSync(to, `// Made from the OpenAPI document by tools/apiTypes.mjs.\n${astToString(nodes)}`);
