import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** What of the server's description is looked at here. */
interface Description {
  paths: Record<string, Record<string, Operation | undefined>>;
}
interface Operation {
  security?: Record<string, unknown>[];
  responses?: Record<string, { headers?: unknown }>;
}

const HEAD = `// What the program's API takes and answers, for whoever bears a token. Made by \`npm run api-client\` from \`/v1/openapi.json\`: not to be
// changed by hand. A test of the server fails while it is not what the server says.

`;

/**
 * Writes the types of all routes that a token reaches, in TypeScript. Same description, same text.
 * @param description what `/v1/openapi.json` answers
 */
export async function clientTypes(description: unknown): Promise<string> {
  const { paths, ...rest } = description as Description;
  const reached = Object.entries(paths).flatMap(([path, methods]) => {
    const open = Object.entries(methods).filter(([, operation]) =>
      operation?.security?.some((way) => 'bearer' in way),
    );
    return open.length === 0 ? [] : [[path, Object.fromEntries(open.map(withoutHeaders))] as const];
  });
  const wanted = { ...rest, paths: Object.fromEntries(reached) };
  const types = await openapiTS(wanted as unknown as OpenAPI3, { alphabetize: true });
  return HEAD + astToString(types);
}

/** Rate limits are at every answer: said at each, they would be half of the text. */
function withoutHeaders([method, operation]: [string, Operation | undefined]) {
  const answers = Object.entries(operation?.responses ?? {}).map(([status, { headers: _, ...answer }]) => [
    status,
    answer,
  ]);
  return [method, { ...operation, responses: Object.fromEntries(answers) }];
}
