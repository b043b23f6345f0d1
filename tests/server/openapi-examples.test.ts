import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXAMPLES } from '../../server/src/http/examples.ts';
import { send, startTestServer, type TestServer } from './support.ts';

interface Content {
  content?: Record<string, { schema?: object; example?: unknown }>;
}
interface Operation {
  requestBody?: Content;
  responses: Record<string, Content>;
}

let test: TestServer;
let paths: Record<string, Record<string, Operation>>;
let document: Record<string, unknown>;
beforeAll(async () => {
  test = await startTestServer();
  document = (await send(test, '/v1/openapi.json')).json as Record<string, unknown>;
  paths = document.paths as typeof paths;
});
afterAll(() => test.close());

/** What is wrong with an example by the schema that the server serves beside it. */
function faultsOf(part: Content | undefined): unknown {
  const { schema, example } = part?.content?.['application/json'] ?? {};
  expect(example).toBeDefined();
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile({ ...schema, components: document.components } as object);
  return validate(example) ? [] : validate.errors;
}

it.each(Object.keys(EXAMPLES))('the example of %s is what its schema says', (route) => {
  const [method = '', path = ''] = route.split(' ');
  const operation = paths[path]?.[method];
  const { request, answer } = EXAMPLES[route] ?? {};
  expect(faultsOf(operation?.responses[String(answer?.[0])])).toEqual([]);
  if (request) expect(faultsOf(operation?.requestBody)).toEqual([]);
});
