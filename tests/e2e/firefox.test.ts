import { join } from 'node:path';
import { type RunningServer, startServer } from '@marketsafe/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunInPage, readTable } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import type { DraftRow, OutboxRow, SessionRow } from '../../utils/drafts/database.ts';
import { approveSignIn, claimsOnServer } from './support/claims.ts';
import { methodsOf } from './support/clicks.ts';

let folder: string;
let server: RunningServer;
let practice: PracticeSite;
let firefox: Firefox;
/** Handle of a tab with a page of the extension. */
let control: string;

/** Runs in the page of the extension, then gives the tab in front back its place. */
const run: RunInPage = async (body, ...args) => {
  await firefox.switchTo(control);
  return firefox.evaluate(body, ...args);
};

/** Waits until the icon says that the draft is saved, and leaves the tab in front meanwhile: only that one can be captured. */
function saved(): Promise<unknown> {
  return until('the icon to say that it is saved', async () =>
    /Draft saved/.test(await firefox.actionTitle()),
  );
}

async function draftOf(itemId: string): Promise<DraftRow> {
  return until(`the draft of ${itemId}`, async () =>
    (await readTable<DraftRow>(run, 'drafts')).find((draft) => draft.target.itemId === itemId),
  );
}

beforeAll(async () => {
  folder = await makeTemporaryFolder('firefox-e2e');
  practice = await startPracticeSite();
  server = await startServer({
    dataFolder: join(folder, 'data'),
    port: 0,
    seedDemo: true,
    rateLimit: false,
    logLevel: 'error',
  });
  firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
  control = await firefox.openTab(firefox.extensionUrl('workspace.html'));
});
afterAll(async () => {
  await firefox?.close();
  await practice?.close();
  await server?.close();
  await removeFolder(folder);
});

describe('the main path in Firefox', () => {
  it('captures by the toolbar button with a real screenshot', async () => {
    await firefox.openTab(PRACTICE.aliexpress);
    await firefox.openPopup();
    await until('the focused Capture button', () =>
      firefox.evaluateInPopup('return /^Capture/.test(document.activeElement?.textContent ?? "")'),
    );
    await firefox.evaluateInPopup('document.activeElement.click()');
    await saved();
    const draft = await draftOf('1005006000000001');
    expect(methodsOf(draft)).toEqual(['pixels', 'snapshot']);
    expect(draft.facts.title?.value).toBeTruthy();
  });

  it('captures by the keyboard shortcut with a real screenshot', async () => {
    await firefox.openTab(PRACTICE.alibaba1688);
    await until('the listing to be recognised', async () => /recognised/.test(await firefox.actionTitle()));
    await firefox.pressCommand('capture-listing');
    await saved();
    expect(methodsOf(await draftOf('700000000001'))).toEqual(['pixels', 'snapshot']);
  });

  it('signs in, finishes the draft and delivers it once', async () => {
    await run(
      'const { settings } = await browser.storage.local.get("settings"); await browser.storage.local.set({ settings: { ...settings, serverUrl: arguments[0] } });',
      server.url,
    );
    await until('a code', async () => {
      await run('await browser.runtime.sendMessage({ type: "session.begin" })');
      return (await readTable<SessionRow>(run, 'session'))[0]?.state === 'pending';
    });
    const [session] = await readTable<SessionRow>(run, 'session');
    if (session?.state !== 'pending') throw new Error('no sign-in is pending');
    await approveSignIn(server, session.userCode);
    await until('the sign-in', async () => {
      await run('await browser.runtime.sendMessage({ type: "session.poll" })');
      return (await readTable<SessionRow>(run, 'session'))[0]?.state === 'signed-in';
    });

    const draft = await draftOf('1005006000000001');
    await firefox.openTab(firefox.extensionUrl(`sidepanel.html?draft=${draft.draftId}`));
    const here = (body: string) => firefox.evaluate(body);
    await until('the rights', () =>
      here(
        'return [...document.querySelectorAll("#draft-right option")].some((o) => o.text.startsWith("AURORA"))',
      ),
    );
    await here(`const list = document.querySelector('#draft-right');
      list.value = [...list.options].find((option) => option.text.startsWith('AURORA')).value;
      list.dispatchEvent(new Event('change', { bubbles: true }));`);
    await until('a reason', () => here('return document.querySelector("#draft-reason").value !== ""'));
    await here(
      `for (const box of document.querySelectorAll('[id^="draft-declaration-"]')) if (!box.checked) box.click();`,
    );
    await until('nothing to be missing', () =>
      here('return [...document.querySelectorAll("[id^=draft-declaration-]")].every((box) => box.checked)'),
    );
    await here(
      `[...document.querySelectorAll('button')].find((button) => button.textContent === 'Finish').click();`,
    );

    const entry = await until('the report to be acknowledged', async () =>
      (await readTable<OutboxRow>(run, 'outbox')).find((row) => row.state === 'acked'),
    );
    const claims = await claimsOnServer({ server });
    expect(claims).toMatchObject([{ claimId: draft.draftId, number: entry.receipt?.number }]);
  });
});
