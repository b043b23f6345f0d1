import { claimDetail } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveSignIn, type ConsoleSession, openConsole } from '../../scripts/support/console-session.ts';
import { readTable } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { PRACTICE } from '../../scripts/support/practice-pages.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { type Program, startProgram } from '../../scripts/support/program.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import type { SessionRow } from '../../utils/database/device-rows.ts';
import type { DraftRow } from '../../utils/database/draft-rows.ts';

let folder: string;
let program: Program;
let practice: PracticeSite;
let firefox: Firefox;
let person: ConsoleSession;

const run = (body: string, ...args: unknown[]) => firefox.evaluate(body, ...args);

/** Presses the first button in the current tab whose text begins so, once it is there. */
async function pressButton(text: string): Promise<void> {
  await until(`the button “${text}”`, () =>
    run(
      `const button = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith(arguments[0]));
       button?.click();
       return button !== undefined;`,
      text,
    ).then(Boolean),
  );
}

/** Chooses in a list the first entry whose text begins so, the way a person's choice reaches React. */
async function choose(label: string, text: string): Promise<void> {
  await until(`“${text}” in “${label}”`, () =>
    run(
      `const label = [...document.querySelectorAll('label')].find((each) => each.textContent.startsWith(arguments[0]));
       const option = [...(label?.control?.options ?? [])].find((each) => each.value && each.text.startsWith(arguments[1]));
       if (!option) return false;
       Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(label.control, option.value);
       label.control.dispatchEvent(new Event('change', { bubbles: true }));
       return true;`,
      label,
      text,
    ).then(Boolean),
  );
}

beforeAll(async () => {
  folder = await makeTemporaryFolder('firefox-data');
  program = await startProgram(folder, 0);
  practice = await startPracticeSite();
  person = await openConsole(program);
  firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
});

afterAll(async () => {
  await firefox?.close();
  await practice?.close();
  await program?.close();
  await removeFolder(folder);
});

describe('in Firefox', () => {
  it('one click on the toolbar captures a listing with its pixels, and the finished claim arrives', async () => {
    const [listingTab = ''] = await firefox.tabs();
    const deskTab = await firefox.openTab(firefox.extensionUrl('workspace.html'));
    await run('await browser.storage.local.set({ settings: { serverUrl: arguments[0] } });', program.url);
    await pressButton('Sign in');
    const pending = await until('a code', async () => {
      const [row] = await readTable<SessionRow>(run, 'session');
      return row?.state === 'pending' && row;
    });
    await approveSignIn(person, pending.userCode);
    await until('the extension to be signed in', async () => {
      const [row] = await readTable<SessionRow>(run, 'session');
      return row?.state === 'signed-in';
    });

    await firefox.switchTo(listingTab);
    await firefox.goto(PRACTICE.alibaba1688);
    await firefox.openPopup();
    await until('the popup to offer the capture', () =>
      firefox
        .evaluateInPopup(
          `const button = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Capture'));
           button?.click();
           return button !== undefined;`,
        )
        .then(Boolean),
    );
    await until('the popup to say “Saved”', () =>
      firefox
        .evaluateInPopup(
          `return [...document.querySelectorAll('[role=status]')].some((each) => each.textContent.startsWith('Saved'))`,
        )
        .then(Boolean),
    );

    await firefox.switchTo(deskTab);
    const [row] = await readTable<CaptureRow>(run, 'captures');
    if (!row) throw new Error('the popup said “Saved” before anything was');
    expect(row.manifest.files.map((file) => file.method)).toEqual(['pixels', 'snapshot']);
    expect(row.manifest.listing).toMatchObject({ marketplace: '1688', itemId: '700000000001' });

    await firefox.goto(firefox.extensionUrl(`sidepanel.html?draft=${row.draftId}`));
    await choose('Brand and right', 'AURORA · Trademark');
    await choose('Reason', 'Model does not exist');
    await pressButton('Use our standing statement');
    await until('the owner’s statement', () =>
      run(
        `const field = document.getElementById('draft-field-ownerStatement');
         if (!field) return false;
         Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, 'Aurora never made this model.');
         field.dispatchEvent(new Event('input', { bubbles: true }));
         return true;`,
      ).then(Boolean),
    );
    await until('three declarations', () =>
      run(
        `const boxes = [...document.querySelectorAll('input[type=checkbox]')];
         for (const box of boxes) if (!box.checked) box.click();
         return boxes.filter((box) => box.checked).length === 3;`,
      ).then(Boolean),
    );
    await pressButton('Finish');
    const receipt = await until('the receipt', async () => {
      const [draft] = await readTable<DraftRow>(run, 'drafts');
      return draft?.receipt;
    });

    const claim = claimDetail.parse(await person.ask(`/v1/claims/${receipt.claimId}`));
    expect(claim.number).toBe(receipt.number);
    expect(claim.target).toMatchObject({
      marketplace: '1688',
      itemId: '700000000001',
      seller: { name: '石狮市练习户外用品有限公司' },
    });
    expect(claim.evidence[0]?.manifestSha256).toBe(row.manifestSha256);
  });

  it('a question is answered with words and a new capture, and the claim is withdrawn', async () => {
    const [listingTab = '', deskTab = ''] = await firefox.tabs();
    const draft = async () => (await readTable<DraftRow>(run, 'drafts')).find(({ receipt }) => receipt);
    const claimId = (await draft())?.draftId ?? '';
    const detail = async () => claimDetail.parse(await person.ask(`/v1/claims/${claimId}`));
    const hear = () => run(`await browser.runtime.sendMessage({ type: 'outbox.poke' });`);
    await until('the claim to be in review', async () => (await detail()).state === 'in_review');
    const analyst = await openConsole({
      url: program.url,
      credentials: { ...program.credentials, email: 'analyst@demo.example' },
    });
    const decision = {
      kind: 'ask',
      cause: 'mark-not-shown',
      wanted: ['capture', 'text'],
      text: 'Where is it?',
    };
    const seen = (await detail()).events.length;
    await analyst.ask('/v1/review/decisions', { decisions: [{ claimId, seen, decision }] });
    await until('the question on the device', async () => {
      await hear();
      return (await draft())?.question;
    });

    await firefox.switchTo(listingTab);
    // One that is still open would be shut by a press on the button.
    await firefox.evaluateInPopup('window.close();').catch(() => undefined);
    await until('the popup to be shut', () =>
      firefox.evaluateInPopup('return true').then(
        () => false,
        () => true,
      ),
    );
    await firefox.openPopup();
    await until('the popup to offer another capture', () =>
      firefox
        .evaluateInPopup(
          `const button = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith(arguments[0]));
           button?.click();
           return button !== undefined;`,
          m.popup_again(),
        )
        .then(Boolean),
    );
    await until('the popup to say “Saved”', () =>
      firefox
        .evaluateInPopup(
          `return [...document.querySelectorAll('[role=status]')].some((each) => each.textContent.startsWith('Saved'))`,
        )
        .then(Boolean),
    );
    await firefox.switchTo(deskTab);
    await until('the capture in the answer', async () => (await draft())?.reply?.evidence.length === 1);
    await until('the words of the answer', () =>
      run(
        `const label = [...document.querySelectorAll('label')].find((each) => each.textContent.startsWith(arguments[0]));
         if (!label?.control) return false;
         Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(label.control, arguments[1]);
         label.control.dispatchEvent(new Event('input', { bubbles: true }));
         return true;`,
        m.inquiry_answer_text(),
        'On the label.',
      ).then(Boolean),
    );
    await until('them on the disk', async () => (await draft())?.reply?.text === 'On the label.');
    await pressButton(m.inquiry_answer_send());
    await until(
      'the answer to have arrived',
      async () => (await detail()).questions[0]?.state === 'answered',
    );
    const { questions } = await detail();
    expect(questions[0]?.answer).toMatchObject({
      text: 'On the label.',
      evidence: [{ sourceUrl: PRACTICE.alibaba1688 }],
    });

    await pressButton(m.inquiry_withdraw());
    await choose(m.inquiry_withdraw_cause(), m.inquiry_withdraw_gone());
    await run(`document.querySelector('dialog button[type=submit]').click();`);
    await until('that it can be stopped', () =>
      run('return document.body.textContent.includes(arguments[0])', m.inquiry_withdraw_stop()).then(Boolean),
    );
    await until('the claim to be withdrawn', async () => (await detail()).state === 'withdrawn', 40_000);
    expect((await detail()).events.at(-1)?.reason).toMatchObject({
      code: 'withdrawn',
      params: { cause: 'gone' },
    });
  });

  it('the real keyboard shortcut captures a listing with its pixels', async () => {
    const [deskTab = ''] = (await firefox.tabs()).slice(-1);
    await firefox.openTab(PRACTICE.aliexpress);
    await until('the listing to be recognised', async () => /recognised/.test(await firefox.actionTitle()));
    await firefox.pressCommand('capture-listing');
    // The tab stays in front meanwhile: only that one can be captured.
    await until('the icon to say that it is saved', async () =>
      /Draft saved/.test(await firefox.actionTitle()),
    );
    await firefox.switchTo(deskTab);
    const captures = await readTable<CaptureRow>(run, 'captures');
    const capture = captures.find(({ listingKey }) => listingKey === 'aliexpress:1005006000000001');
    expect(capture?.manifest.files.map((file) => file.method)).toEqual(['pixels', 'snapshot']);
  });
});
