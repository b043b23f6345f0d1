import { startServer } from '@marketsafe/server';
import { m } from '@marketsafe/words';
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chromium } from '../../scripts/support/chromium.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../scripts/support/paths.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { inviteFirstLead } from '../../server/src/people/first-lead.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { startProvider, type TestProvider } from '../support/oidc-provider.ts';
import { Mailbox } from './support/mailbox.ts';
import {
  complaints,
  fill,
  follow,
  heading,
  PASSWORD,
  shows,
  signInByPassword,
} from './support/people-console.ts';

const LEAD = 'lea@program.example';

let provider: TestProvider;
let dataFolder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let chromium: Chromium;
let mailbox: Mailbox;
let leadLink: string;

beforeAll(async () => {
  provider = await startProvider();
  dataFolder = await makeTemporaryFolder('sign-in');
  mailbox = new Mailbox(dataFolder);
  const databaseUrl = await freshDatabase();
  server = await startServer({
    ...{
      dataFolder,
      databaseUrl,
      port: 0,
      consoleFolder: CONSOLE_BUILD,
      rateLimit: false,
      logLevel: 'error',
    },
    provider: provider.settings,
  });
  provider.serve(server.url);
  await inviteFirstLead({ dataFolder, databaseUrl, publicUrl: server.url, email: LEAD, language: 'en' });
  leadLink = await mailbox.linkTo(LEAD);
  chromium = await Chromium.launch({ extensionDir: CHROME_BUILD });
});
afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await provider?.close();
  await removeFolder(dataFolder);
});

/** A page of somebody's own browser. */
async function openAs(url: string): Promise<Page> {
  const context = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** Chromium's own authenticator without a person, which answers whatever it is asked. */
async function plugIn(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.createCDPSession();
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return { cdp, authenticatorId };
}

const signOut = async (page: Page) => {
  await press(page, m.console_sign_out());
  await heading(page, m.console_sign_in());
};

it('a passkey is added after a proof, signs in at the button and by itself in the field, is renamed and removed', async () => {
  const page = await openAs(leadLink);
  await fill(page, m.people_inv_name(), 'Lea Dahl');
  await fill(page, m.people_inv_password(), PASSWORD);
  await press(page, m.people_inv_accept_new());
  await heading(page, m.console_claims_title());
  const { cdp, authenticatorId } = await plugIn(page);

  await follow(page, m.account_title());
  await shows(page, m.account_passkeys_none());
  await press(page, m.account_passkey_add());
  expect(await complaints(page)).toEqual([]);
  await fill(page, m.account_token_name(), 'Desk');
  await press(page, m.account_passkey_add_do());
  await shows(page, m.account_proof_title());
  expect(await complaints(page)).toEqual([]);
  await fill(page, m.account_proof_password(), 'wrong-password-123');
  await press(page, m.account_proof_do());
  await shows(page, m.people_problem_password_wrong());
  await fill(page, m.account_proof_password(), PASSWORD);
  await press(page, m.account_proof_do());
  await shows(page, m.account_passkey_added({ name: 'Desk' }));
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);
  await shows(page, m.account_passkey_synced_never());
  expect(await complaints(page)).toEqual([]);
  // The same authenticator has one of this account.
  await press(page, m.account_passkey_add());
  await press(page, m.account_passkey_add_do());
  await shows(page, m.people_problem_passkey_there());
  await press(page, m.console_cancel());

  // At the button, in a browser that offers nothing in the field.
  const { identifier } = await page.evaluateOnNewDocument(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await signOut(page);
  expect(await complaints(page)).toEqual([]);
  await press(page, m.account_sign_in_passkey());
  await heading(page, m.console_claims_title());
  // By itself, in the field, where the browser offers it: nobody has to be asked by this authenticator.
  await page.removeScriptToEvaluateOnNewDocument(identifier);
  const offered = page.waitForResponse((answer) => answer.url().endsWith('/api/auth/passkey/sign-in'));
  await press(page, m.console_sign_out());
  expect((await offered).status()).toBe(204);
  await heading(page, m.console_claims_title());

  await follow(page, m.account_title());
  await press(page, m.account_passkey_rename_of({ name: 'Desk' }));
  await fill(page, m.account_token_name(), '办公桌');
  await press(page, m.account_passkey_rename_do());
  await shows(page, m.account_passkey_renamed({ name: '办公桌' }));
  // A new session has proven nothing yet; the passkey itself does.
  await press(page, m.account_passkey_remove_of({ name: '办公桌' }));
  await press(page, m.account_passkey_remove_do());
  await press(page, m.account_proof_passkey());
  await shows(page, m.account_passkey_removed({ name: '办公桌' }));
  await shows(page, m.account_passkeys_none());
  // The authenticator has it still, and the browser goes on offering it.
  await press(page, m.console_sign_out());
  await shows(page, m.people_problem_passkey_unknown());
});

it('says that browsers keep no passkeys for an address in numbers, and where they do', async () => {
  const page = await openAs(`${server.url.replace('localhost', '127.0.0.1')}/sign-in`);
  await shows(page, m.account_passkey_elsewhere());
  await page.locator(`::-p-aria(${server.url}[role="link"])`).wait();
  expect(await page.$(`::-p-aria(${m.account_sign_in_passkey()}[role="button"])`)).toBe(null);
  expect(await complaints(page)).toEqual([]);
});

it('an organisation’s own sign-in accepts an invitation, signs in, says what went wrong, and is linked and unlinked', async () => {
  const { name } = provider.settings;
  const lead = await openAs(`${server.url}/sign-in`);
  await signInByPassword(lead, LEAD);
  await follow(lead, m.people_title());
  await press(lead, m.people_invite());
  await fill(lead, m.people_invite_email(), 'ana@program.example');
  await lead.locator('::-p-text(analyst)').click();
  await press(lead, m.people_invite_send());
  await shows(lead, m.people_invited({ email: 'ana@program.example' }));
  const link = await mailbox.linkTo('ana@program.example');

  // Whom nobody has invited is told so, and whoever turns away as well.
  provider.people.ana = { email: 'ana@program.example', email_verified: true };
  provider.person = 'ana';
  const ana = await openAs(`${server.url}/sign-in`);
  await press(ana, m.account_sign_in_provider({ name }));
  await shows(ana, m.people_problem_provider_stranger());
  expect(await complaints(ana)).toEqual([]);
  provider.person = null;
  const turning = await openAs(`${server.url}/sign-in`);
  await press(turning, m.account_sign_in_provider({ name }));
  await shows(turning, m.people_problem_provider_cancelled());
  provider.person = 'ana';
  await ana.goto(link);
  await press(ana, m.people_inv_with_provider({ name }));
  await shows(ana, m.people_inv_name_wrong());
  expect(await complaints(ana)).toEqual([]);
  await fill(ana, m.people_inv_name(), 'Ana Lyst');
  await press(ana, m.people_inv_with_provider({ name }));
  await heading(ana, m.console_claims_title());
  await shows(ana, 'Ana Lyst');
  await signOut(ana);
  await press(ana, m.account_sign_in_provider({ name }));
  await heading(ana, m.console_claims_title());
  await follow(ana, m.account_title());
  await shows(ana, m.account_no_password());
  expect(await complaints(ana)).toEqual([]);
  // The last way in stays, after the proof that is asked for first.
  await press(ana, m.account_provider_unlink_of({ name: 'ana@program.example' }));
  await press(ana, m.account_provider_unlink_do());
  await press(ana, m.account_proof_provider({ name }));
  await shows(ana, m.account_proof_done({ minutes: 5 }));
  await press(ana, m.account_provider_unlink_of({ name: 'ana@program.example' }));
  await press(ana, m.account_provider_unlink_do());
  await shows(ana, m.people_problem_last_way_in());

  // Somebody with a password links theirs.
  provider.people.lea = { email: 'lea@elsewhere.example', email_verified: false };
  provider.person = 'lea';
  await follow(lead, m.account_title());
  await press(lead, m.account_provider_link());
  await fill(lead, m.account_proof_password(), PASSWORD);
  await press(lead, m.account_proof_do());
  await shows(lead, m.account_provider_linked());
  await press(lead, m.account_provider_unlink_of({ name: 'lea@elsewhere.example' }));
  expect(await complaints(lead)).toEqual([]);
  await press(lead, m.account_provider_unlink_do());
  await shows(lead, m.account_provider_unlinked({ name: 'lea@elsewhere.example' }));
});
