import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LANGUAGE_NAMES, m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIn } from '../../scripts/support/extension-database.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { until } from '../../scripts/support/until.ts';
import { openMailbox } from '../server/mailbox.ts';
import { violationsOf } from './support/axe.ts';
import { captureFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { rows } from './support/extension-data.ts';
import { openConsoleAs } from './support/review-console.ts';
import { Stack } from './support/stack.ts';

const SAID = 'The seller uses our registered mark in the title.';
const DONE = '卖家在标题中使用了我方注册商标。';

let machine: Server;
let stack: Stack;
let control: Page;
let draftId: string;
let analyst: Page;
beforeAll(async () => {
  // Speaks what LibreTranslate speaks.
  machine = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { q } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { q: string };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ translatedText: `机器：${q.length}` }));
    });
  });
  await new Promise<void>((done) => machine.listen(0, '127.0.0.1', done));
  stack = await Stack.start({
    newsPace: { every: 200, gather: 0 },
    translateUrl: `http://127.0.0.1:${(machine.address() as AddressInfo).port}`,
  });
  control = await stack.control();
  await stack.connect(control);
  analyst = (await openConsoleAs(stack, 'analyst@demo.example', '/translations', m.translation_title())).page;
  const page = await openListing(stack, control, PRACTICE.aliexpress);
  await captureFromToolbar(stack, page);
  draftId = (await draftOf(control, '1005006000000001')).draftId;
});
afterAll(async () => {
  await stack?.close();
  machine?.close();
});

const desk = () => stack.chromium.extensionPage(`sidepanel.html?draft=${draftId}`);
const hear = () => runIn(control)(`await chrome.runtime.sendMessage({ type: 'outbox.poke' });`);
const requests = async () =>
  (await rows(control, 'reference')).flatMap((row) => (row.key === 'translations' ? row.requests : []));
const EXPLANATION = '#draft-explanation-en';

/** Gives the first text in the queue that holds `text` back as a person made it. */
async function translate(text: string, result: string): Promise<void> {
  await analyst.goto(`${stack.server.url}/translations`, { waitUntil: 'load' });
  const card = await until(`“${text}” in the queue`, () =>
    analyst.$(`section.card ::-p-text(${text})`).then((found) => found?.$('xpath/ancestor::section[1]')),
  );
  const field = await card.$('textarea');
  await field?.type(result);
  expect(await violationsOf(analyst)).toEqual([]);
  await (await card.$('button[type="submit"]'))?.click();
  await until('it to be given back', () => analyst.$(`::-p-text(${m.translation_given()})`));
}

describe('a translation', () => {
  it('is asked for in the extension without a connection, survives the worker, and comes back to the draft', async () => {
    stack.proxy.fault = () => 'refuse';
    const page = await desk();
    await (await page.waitForSelector(EXPLANATION))?.type(SAID);
    await page.locator(`::-p-aria(${m.translation_ask_of({ what: m.desk_in_english() })})`).click();
    await until('the request on the disk', async () => (await requests())[0]?.state === 'waiting');
    await until('what becomes of it', () => page.$(`::-p-text(${m.translation_waiting()})`));
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
    await stack.chromium.killWorker();
    // The program does its work and its answer is lost: asked once more it is the same request.
    stack.proxy.fault = (method, path) =>
      method === 'PUT' && path.startsWith('/v1/translations/') ? 'lose-answer' : undefined;
    await hear();
    await until('the request to have left', () =>
      stack.proxy.seen.some((line) => line.startsWith('PUT /v1/translations/')),
    );
    stack.proxy.fault = () => undefined;
    await until('the request to have arrived', async () => {
      await hear();
      return (await requests())[0]?.machineDraft;
    });
    expect(await requests()).toHaveLength(1);

    const again = await desk();
    await until('the machine’s draft with what it is', () =>
      again.$(`.translated ::-p-text(${m.translation_machine()})`),
    );
    expect(
      await again.$(`::-p-text(${m.translation_take({ language: LANGUAGE_NAMES['zh-CN'] })})`),
    ).toBeNull();
    expect(await violationsOf(again)).toEqual([]);

    await translate(SAID, DONE);
    const queue = await analyst.$eval('main', (main) => main.textContent ?? '');
    expect(queue).not.toContain('Aurora');
    await until('the translation on the device', async () => {
      await hear();
      return (await requests())[0]?.result === DONE;
    });
    await press(again, m.translation_take({ language: LANGUAGE_NAMES['zh-CN'] }));
    await until('the explanation in Chinese', () =>
      again.$eval(
        '#draft-explanation-zh',
        (field, text) => (field as HTMLTextAreaElement).value === text,
        DONE,
      ),
    );
    await again.close();
    const next = openMailbox(stack.dataFolder);
    const mail = await until('a mail', () => next(stack.server.demo?.email ?? ''));
    expect(mail).toContain('/translations');
    expect(mail).not.toContain('商标');
  });

  it('is asked for in the console beside what somebody wrote, with what was made before at hand', async () => {
    const draft = await draftOf(control, '1005006000000001');
    await (await finishReport(stack, control, draft)).close();
    await numberOf(control, draftId);
    const { page } = await openConsoleAs(
      stack,
      stack.server.demo?.email ?? '',
      `/claims/${draftId}`,
      m.console_claim_explanation(),
    );
    await page.locator(`::-p-text(${m.trouble_text()})`).wait();
    const note = `${SAID} Is that enough?`;
    await page.locator(`::-p-aria(${m.trouble_text()}[role="textbox"])`).fill(note);
    await press(page, m.trouble_send());
    const entry = await until('the entry', () => page.$(`ol ::-p-text(${note})`));
    const asked = await entry.$('xpath/ancestor::li[1]');
    await (await asked?.$(`::-p-text(${m.translation_ask()})`))?.click();
    await until('that it is asked for', () => asked?.$(`::-p-text(${m.translation_machine()})`));
    expect(await violationsOf(page)).toEqual([]);

    await analyst.goto(`${stack.server.url}/translations`, { waitUntil: 'load' });
    await until('what is asked for', () => analyst.$(`section.card ::-p-text(${note})`));
    await until('the machine’s draft as one', () => analyst.$(`::-p-text(${m.translation_draft()})`));
    await until('terms', () => analyst.$(`::-p-text(${m.translation_terms()})`));
    await translate(note, 'It is enough to begin.');
    await until('the translation beside the entry', () => asked?.$('::-p-text(It is enough to begin.)'));
    expect(await violationsOf(page)).toEqual([]);
    // The same person’s request stands on their device, too.
    await hear();
    await until('it on the device', async () => {
      await hear();
      return (await requests()).some(({ result }) => result === 'It is enough to begin.');
    });
  });
});
