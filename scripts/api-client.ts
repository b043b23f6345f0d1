// npm run api-client: writes the types of the API's client from what the server says of itself.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientTypes } from '../api-client/generate.ts';
import { startServer } from '../server/src/index.ts';
import { ROOT } from './support/paths.ts';
import { makeTemporaryFolder, removeFolder } from './support/temporary-folder.ts';
import { reportFailure } from './support/user-error.ts';

const dataFolder = await makeTemporaryFolder('api-client');
try {
  const server = await startServer({ dataFolder, port: 0 });
  try {
    const description = await (await fetch(new URL('/v1/openapi.json', server.url))).json();
    await writeFile(join(ROOT, 'api-client', 'src', 'schema.ts'), await clientTypes(description));
  } finally {
    await server.close();
  }
} catch (error) {
  process.exitCode = reportFailure(error);
} finally {
  await removeFolder(dataFolder);
}
