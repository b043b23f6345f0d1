import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEAST_COUNT, LEAST_OUTCOMES, publicationList } from '@marketsafe/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { removeDemo } from '../../server/src/demo/remove.ts';
import { ask } from './mandated.ts';
import { addOrganisation, addPerson, send, startTestServer, type TestServer } from './support.ts';

let test: TestServer;
beforeAll(async () => {
  // The history alone, with as few claims of the last weeks as there can be.
  test = await startTestServer({ seedDemo: true, demoClaims: 1, demoHistory: true });
  await until('the demo program to be filled', filled, 240_000);
}, 270_000);
afterAll(() => test?.close());

async function filled(): Promise<boolean> {
  const text = await readFile(join(test.dataFolder, 'demo-claims.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { done?: boolean }).done === true;
}

it('the demo program publishes its last whole year, by two people and within the rules, and takes it along when it is removed', async () => {
  const analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
  const { publications } = publicationList.parse((await ask(test, '/v1/publications', analyst)).json);
  const report = publications.find(({ kind }) => kind === 'public-report');
  const research = publications.find(({ kind }) => kind === 'research-export');
  expect(publications.map(({ state }) => state)).toEqual(['released', 'released']);
  for (const one of publications) expect(one.decided?.name).not.toBe(one.prepared.name);
  // Not all dashes: enough by enough, of every count.
  expect(report?.report?.participants).toBe(3);
  expect(report?.report?.overall).toEqual({
    ...{ claims: expect.any(Number), removed: expect.any(Number) },
    ...{ refused: expect.any(Number), days: expect.any(Number) },
  });
  expect(report?.report?.marketplaces.length).toBeGreaterThan(1);
  expect(research?.check).toMatchObject({ outcomes: LEAST_OUTCOMES });
  expect(research?.check?.smallest).toBeGreaterThanOrEqual(LEAST_COUNT);
  const address = `/program/reports/${report?.period.from.slice(0, 4)}`;
  expect((await send(test, address)).status).toBe(200);

  await removeDemo(test);
  const after = publicationList.parse((await ask(test, '/v1/publications', analyst)).json);
  expect(after.publications).toEqual([]);
  expect((await send(test, address)).status).toBe(404);
});
