import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  deskPacketDetail,
  goingFiles,
  packetCandidates,
  packetDetail,
  packetsBuilt,
} from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../scripts/support/command.ts';
import { openConsole } from '../../scripts/support/console-session.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { PLANTED_COLOUR, PLANTED_NAMES, PROOF_COLOUR, VIEWER_PAGES } from '../fixtures/viewers/planted.ts';
import { readPdf } from '../server/read-pdf.ts';
import { plantedIn } from '../support/planted-bytes.ts';
import { claimOnServer } from './support/claims.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { countColours } from './support/pictures.ts';
import { openConsoleAs } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

const URL_OF_LISTING = VIEWER_PAGES.aliexpress;

let stack: Stack;
let control: Page;
beforeAll(async () => {
  stack = await Stack.start();
  const file = join(import.meta.dirname, '..', 'fixtures', 'viewers', 'aliexpress.html');
  stack.practice.servePage(URL_OF_LISTING, file);
  control = await stack.control();
  await stack.connect(control);
});
afterAll(() => stack?.close());

const at = async (email: string, path: string, heading: string) =>
  (await openConsoleAs(stack, email, path, heading)).page;

/** Asks the server as whoever is signed in on a page. */
async function ask(page: Page, path: string, body?: object): Promise<unknown> {
  const answer = await page.evaluate(
    async (url, text) => {
      const type = { 'content-type': 'application/json' };
      const response = await fetch(url, text === null ? {} : { method: 'POST', body: text, headers: type });
      return { status: response.status, json: (await response.json()) as unknown };
    },
    path,
    body ? JSON.stringify(body) : null,
  );
  expect([path, answer.status, answer.json]).toEqual([path, 200, expect.anything()]);
  return answer.json;
}

/** Bytes that the server gives whoever is signed in on a page. */
async function bytesOf(page: Page, path: string): Promise<Buffer> {
  const text = await page.evaluate(async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }, path);
  return Buffer.from(text, 'latin1');
}

/** The console of who captured it, without a browser. */
function investigator() {
  if (!stack.server.demo) throw new Error('the demo program is missing');
  return openConsole({ url: stack.server.url, credentials: stack.server.demo });
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A claim as a person captures and finishes it, approved by as many as its reason needs. */
async function approvedClaim(reviewers: readonly Page[]): Promise<string> {
  const page = await openListing(stack, control, URL_OF_LISTING);
  await captureFromToolbar(stack, page);
  const draft = await draftOf(control, /(\d{9,})/.exec(URL_OF_LISTING)?.[1] ?? '');
  await (await finishReport(stack, control, draft)).close();
  await numberOf(control, draft.draftId);
  for (const reviewer of reviewers) {
    const { standing } = (await ask(reviewer, `/v1/review/claims/${draft.draftId}`)) as {
      standing: { sequence: number };
    };
    await ask(reviewer, '/v1/review/decisions', {
      decisions: [{ claimId: draft.draftId, seen: standing.sequence, decision: { kind: 'approve' } }],
    });
  }
  return draft.draftId;
}

it('of a claim captured in the browser the listing-only pictures go, as the firewall shows them, and nothing of the viewer', async () => {
  const analyst = await at('analyst@demo.example', '/packets', m.packets_title());
  const lead = await at('lead@demo.example', '/packets', m.packets_title());
  const claimId = await approvedClaim([analyst, lead]);
  const { evidence } = await claimOnServer(stack, claimId);
  const masked = evidence.flatMap((one) => one.masked.map((copy) => copy.sha256));
  const originals = evidence.flatMap((one) => one.files.map((file) => file.sha256));
  expect(masked.length).toBeGreaterThan(0);

  const { groups } = packetCandidates.parse(await ask(analyst, '/v1/packets/candidates'));
  const order = { group: groups[0]?.group, expedited: null };
  const { packets } = packetsBuilt.parse(await ask(analyst, '/v1/packets', order));
  const packetId = packets[0]?.packetId ?? '';
  const before = packetDetail.parse(await ask(lead, `/v1/packets/${packetId}`));
  const going = goingFiles(before.disclosed);
  expect(going.map((file) => file.sha256).sort()).toEqual([...masked].sort());
  expect(going.filter(({ sha256: hash }) => originals.includes(hash))).toEqual([]);

  // What the firewall shows are exactly these, drawn.
  await lead.goto(`${stack.server.url}/packets/${packetId}`, { waitUntil: 'load' });
  const shown = await until('the pictures', () =>
    lead.$$eval('.disclosed-pictures img', (all) => {
      const drawn = (all as HTMLImageElement[]).every(({ naturalWidth }) => naturalWidth > 0);
      return all.length > 0 && drawn && (all as HTMLImageElement[]).map(({ src }) => src);
    }),
  );
  const looked = await Promise.all(shown.map((src) => bytesOf(lead, src)));
  expect(looked.map(sha256)).toEqual(going.map((file) => file.sha256));
  for (const bytes of looked) {
    expect(await countColours(control, bytes, [PLANTED_COLOUR])).toEqual([0]);
  }
  const proof = await Promise.all(looked.map((bytes) => countColours(control, bytes, [PROOF_COLOUR])));
  expect(Math.max(...proof.flat())).toBeGreaterThan(5_000);

  await lead.keyboard.press('r');
  await press(lead, m.packets_release_now());
  await until('the release', () =>
    lead.$(`::-p-text(${m.packets_released_done({ number: before.packet.number })})`),
  );

  // The marketplace's own people read it, and their files are what the second person saw.
  const liaison = await at('liaison@demo.example', '/desk', m.packets_desk_title());
  const path = `/v1/desk/packets/${packetId}`;
  const detail = await ask(liaison, path);
  const { disclosed, files } = deskPacketDetail.parse(detail);
  expect(disclosed).toEqual(before.disclosed);
  const out = new Map<string, Buffer>([['what is read', Buffer.from(JSON.stringify(detail))]]);
  for (const { name, sha256: hash } of [...files, ...going]) {
    const bytes = await bytesOf(liaison, `${path}/files/${name}`);
    expect([name, sha256(bytes)]).toEqual([name, hash]);
    out.set(name, bytes);
  }
  const cover = await readPdf(out.get('cover.pdf') ?? Buffer.alloc(0));
  out.set('cover, inflated', Buffer.from(cover.raw, 'latin1'));
  out.set('cover, as it is read', Buffer.from([cover.text, cover.joined].join('\n')));

  // The archive, byte for byte against its manifest.
  const folder = await mkdtemp(join(stack.dataFolder, 'taken-'));
  await writeFile(join(folder, 'evidence.zip'), out.get('evidence.zip') ?? '');
  const inside = join(folder, 'in');
  expect(await runCommand('unzip', ['-q', 'evidence.zip', '-d', 'in'], folder)).toMatchObject({
    exitCode: 0,
  });
  const checked = await runCommand('sha256sum', ['--strict', '-c', 'manifest-sha256.txt'], inside);
  expect(checked).toMatchObject({ exitCode: 0 });
  const entries = await readdir(inside, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inside.length + 1));
  expect(names.sort()).toEqual(
    ['manifest-sha256.txt', 'packet.json', ...going.map(({ name }) => name)].sort(),
  );
  for (const name of names) out.set(`archive ${name}`, await readFile(join(inside, name)));
  for (const { name } of going) {
    expect([name, out.get(`archive ${name}`)?.equals(out.get(name) ?? Buffer.alloc(0))]).toEqual([
      name,
      true,
    ]);
  }
  for (const [name, bytes] of out) expect([name, plantedIn(bytes, PLANTED_NAMES)]).toEqual([name, []]);
  // The planted names are really there, where they stay.
  const snapshot = evidence.flatMap((one) => one.files).find(({ method }) => method === 'snapshot');
  const kept = await (await investigator()).bytes(`/v1/blobs/${snapshot?.sha256}`);
  expect(plantedIn(kept, PLANTED_NAMES).length).toBeGreaterThan(5);
});
