import { RETENTION_DAYS, retentionOverview } from '@marketsafe/contract';
import { deletionOutcomeName, deletionStateName, m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from '../server/support.ts';
import { SOON } from '../support/soon.ts';
import { violationsOf } from './support/axe.ts';
import { personPage } from './support/person-page.ts';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await startTestServer({ consoleFolder: CONSOLE_BUILD });
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
});

/** The screen as a person has it, in a browser of their own. */
async function screenOf(person: Person): Promise<Page> {
  const page = await personPage(chromium, person);
  await page.goto(`${server.url}/retention`, { waitUntil: 'load' });
  return page;
}

const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const inDialog = (page: Page, name: string) =>
  page.locator(`dialog ::-p-aria(${name}[role="button"])`).click();

it('one person puts a claim on legal hold and proposes the others, another approves, and they are gone', async () => {
  const holder = await addInvestigator(server);
  const program = await addOrganisation(server, 'Program');
  const [first, second] = [
    await addPerson(server, program, ['analyst']),
    await addPerson(server, program, ['analyst']),
  ];
  const claims = [await preparedClaim(server, holder), await preparedClaim(server, holder)];
  for (const claim of claims) expect((await postClaim(server, holder, claim)).status).toBe(201);
  await server.owner.query(
    `update app.claims set state = 'declined', state_since = now() - make_interval(days => $1)`,
    [RETENTION_DAYS.declined + 1],
  );
  const { rows } = await server.owner.query<{ number: string }>(
    'select number from app.claims order by state_since, claim_id',
  );
  const [held = '', going = ''] = rows.map(({ number }) => number);

  const page = await screenOf(first);
  await shows(page, m.retention_holds_none());
  expect(await violationsOf(page)).toEqual([]);
  await press(page, m.retention_hold_place());
  await page.locator(`dialog ::-p-aria(${m.retention_hold_number()})`).fill(held);
  await page.locator(`dialog ::-p-aria(${m.retention_hold_reason()})`).fill('7 O 12/26');
  expect(await violationsOf(page)).toEqual([]);
  await inDialog(page, m.retention_hold_do());
  await shows(page, '7 O 12/26');

  await press(page, m.retention_due_look_of({ organisation: 'Aurora' }));
  await shows(page, m.retention_propose_count({ count: 1 }));
  await shows(page, m.retention_outcome_held());
  expect(await violationsOf(page)).toEqual([]);
  await inDialog(page, m.retention_propose_do());
  await shows(page, deletionStateName('proposed'));

  const other = await screenOf(second);
  await shows(other, deletionStateName('proposed'));
  await other
    .locator(`table button[aria-haspopup="dialog"][aria-label^="${m.retention_proposal_open()}"]`)
    .click();
  await shows(other, m.retention_approve_sure({ count: 1 }));
  expect(await violationsOf(other)).toEqual([]);
  await inDialog(other, m.retention_approve());
  await shows(other, deletionOutcomeName('deleted'));
  await expect
    .poll(async () => {
      const { json } = await send(server, '/v1/retention', { person: first });
      return retentionOverview.parse(json).proposals.map(({ state, outcomes }) => [state, outcomes.deleted]);
    }, SOON)
    .toEqual([['done', 1]]);
  const left = await server.owner.query<{ number: string }>('select number from app.claims');
  expect(left.rows.map(({ number }) => number)).toEqual([held]);
  expect(going).not.toBe(held);
});
