import { randomUUID } from 'node:crypto';
import { entryProblemSentence, m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { connect } from '../../server/src/db/connect.ts';
import { violationsOf } from './support/axe.ts';
import { claimsOnServer } from './support/claims.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { entryOf, finishReport, numberOf } from './support/desk.ts';
import { rows, tell } from './support/extension-data.ts';
import { Stack } from './support/stack.ts';

let stack: Stack;
let control: Page;
let owner: ReturnType<typeof connect>;
beforeAll(async () => {
  stack = await Stack.start();
  control = await stack.control();
  await stack.connect(control);
  owner = connect(stack.server.databaseUrl, '', 1);
});
afterAll(async () => {
  await owner?.end();
  await stack?.close();
});

/** Lets the organisation that the extension is signed in for leave the program, as two of the staff do. */
async function leave(): Promise<string> {
  const [session] = await rows(control, 'session');
  if (session?.state !== 'signed-in') throw new Error('nobody is signed in');
  const { organisationId } = session.me.organisation;
  await owner.query(
    `insert into app.graduations (organisation_id, graduation_id, state, asked_as, asked_at, asked_by, asked_by_name, asked_text,
       seconded_at, seconded_by, seconded_by_name, decided_at, decided_by, decided_by_name, decided_text)
     values ($1, $2, 'left', 'staff', now(), $3, 'Ana', '', now(), $3, 'Ana', now(), $4, 'Lea', '')`,
    [organisationId, randomUUID(), randomUUID(), randomUUID()],
  );
  return organisationId;
}

const shows = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
/** What the extension asked of the server that is no reading. */
const writes = () => stack.proxy.seen.filter((request) => !/^(?:GET|HEAD|OPTIONS) /.test(request));
/** One round of everything that the extension has to say and to hear; what is told comes before the challenge. */
async function round(): Promise<void> {
  const rounds = () => stack.proxy.seen.filter((request) => request.startsWith('GET /v1/challenge')).length;
  const before = rounds();
  await tell(control, { type: 'outbox.poke' });
  await until('a round to be over', async () => rounds() > before);
}

it('of an organisation that left, finishing a claim is refused in words, loses nothing and is not tried again and again; it goes once it takes part again', async () => {
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, '1005006000000001');
  const organisationId = await leave();
  const panel = await finishReport(stack, control, draft);
  const entry = await until('the report to be refused', async () => {
    const found = await entryOf(control, draft.draftId);
    return found?.state === 'parked' && found;
  });
  const sentence = entry.lastProblem ? entryProblemSentence(entry.lastProblem, 'en') : '';
  expect(sentence).toContain(m.goodfaith_problem_left());

  // Said where the report was written, in the popup, and in the list of all reports.
  await shows(panel, sentence);
  expect(await violationsOf(panel)).toEqual([]);
  const popup = await stack.chromium.openPopup(page);
  await shows(popup, sentence);
  expect(await violationsOf(popup)).toEqual([]);
  await popup.close();
  const list = await stack.chromium.extensionPage('workspace.html');
  await shows(list, sentence);
  expect(await violationsOf(list)).toEqual([]);

  // What there was is there: the pictures, what was typed, the very bytes that were to be sent.
  const draftNow = async () =>
    (await rows(control, 'drafts')).find(({ draftId }) => draftId === draft.draftId);
  const kept = await draftNow();
  expect(kept?.evidence.map(({ files }) => files)).toEqual(draft.evidence.map(({ files }) => files));
  expect(kept?.target).toEqual(draft.target);
  const blobs = await rows(control, 'blobs');
  for (const hash of entry.needs) expect(blobs.map(({ sha256 }) => sha256)).toContain(hash);

  // Listings are still captured, for oneself: colleagues are not told of the draft.
  const other = await openListing(stack, control, PRACTICE.alibaba1688);
  await captureFromToolbar(stack, other);
  await draftOf(control, '700000000001');

  // Rounds come and go; nothing that is refused is asked again.
  await round();
  const asked = writes();
  for (let count = 0; count < 4; count += 1) await round();
  expect(writes()).toEqual(asked);
  expect(await draftNow()).toEqual(kept);
  expect((await claimsOnServer(stack)).filter(({ claimId }) => claimId === draft.draftId)).toEqual([]);

  await owner.query(
    `update app.graduations set state = 'undone', undone_at = now(), undone_by = gen_random_uuid(), undone_by_name = 'Ana',
       undone_text = 'A mistake' where organisation_id = $1`,
    [organisationId],
  );
  await panel.bringToFront();
  await press(panel, m.shared_retry());
  const number = await numberOf(control, draft.draftId);
  expect((await claimsOnServer(stack)).filter(({ claimId }) => claimId === draft.draftId)).toMatchObject([
    { number },
  ]);
  expect((await entryOf(control, draft.draftId))?.body).toBe(entry.body);
});
