import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { acceptedInvitation, me, shownInvitation } from '@marketsafe/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../../server/src/index.ts';
import { freshDatabase } from '../support/fresh-database.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const PASSWORD = 'correct horse battery staple';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-lead-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

/** Runs the command as an operator does; what it says, and how it ends. */
async function firstLead(email: string, env: Record<string, string> = {}, more: string[] = []) {
  const args = ['--disable-warning=ExperimentalWarning', MAIN, '--first-lead', email, ...more];
  const options = { env: { PATH: process.env.PATH, DATA_FOLDER: dataFolder, ...env } };
  return promisify(execFile)(process.execPath, args, options).then(
    ({ stdout }) => ({ code: 0, said: stdout, secret: /\/invitation#([\w-]{43})\n/.exec(stdout)?.[1] ?? '' }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr, secret: '' }),
  );
}

const post = (url: string, path: string, body: object) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });

/** Accepts, signs in, and says who is there then. */
async function accept(url: string, secret: string) {
  const accepted = await post(url, '/v1/invitations/accept', {
    secret,
    newAccount: { name: 'Lea Dahl', password: PASSWORD },
  });
  const { email } = acceptedInvitation.parse(await accepted.json());
  const session = await post(url, '/api/auth/sign-in/email', { email, password: PASSWORD });
  const cookie = session.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return me.parse(await (await fetch(`${url}/v1/me`, { headers: { cookie } })).json());
}

describe('npm run server -- --first-lead MAIL', () => {
  it('makes the program and invites its first lead on an empty folder, and refuses in words once there is one', async () => {
    const invited = await firstLead('Lea@Program.example', { PORT: '4444' });
    expect(invited.said).toContain('lea@program.example is invited to lead the program.');
    expect(invited.said).toContain(`http://localhost:4444/invitation#${invited.secret}\n`);
    expect(await readdir(join(dataFolder, 'mail'))).toHaveLength(1);

    const server = await startServer({ dataFolder, port: 0, logLevel: 'silent' });
    try {
      // Beside the running server. The newer link is the one that holds.
      const again = await firstLead('lea@program.example', {}, ['--language', 'zh-CN']);
      expect(again.code).toBe(0);
      const old = await post(server.url, '/v1/invitations/look-up', { secret: invited.secret });
      expect(old.status).toBe(404);
      const shown = await post(server.url, '/v1/invitations/look-up', { secret: again.secret });
      expect(shownInvitation.parse(await shown.json())).toMatchObject({ language: 'zh-CN', invitedBy: null });
      const lead = await accept(server.url, again.secret);
      expect([lead.roles, lead.organisation.name]).toEqual([['program_lead'], 'MarketSafe program']);
      const refused = await firstLead('other@program.example');
      expect([refused.code, refused.said]).toEqual([
        1,
        'MarketSafe program has a lead already: Lea Dahl. Nothing was changed. Leads invite further leads in the console, under People.\n',
      ]);
    } finally {
      await server.close();
    }
  });

  it('works on a database of its own, and refuses what is no address', async () => {
    const env = { DATABASE_URL: await freshDatabase(), PUBLIC_URL: 'https://reports.example' };
    expect((await firstLead('lea', env)).said).toContain('"lea" is no e-mail address. Nothing was changed.');
    expect((await firstLead('lea@program.example', env)).said).toContain(
      'https://reports.example/invitation#',
    );
  });
});
