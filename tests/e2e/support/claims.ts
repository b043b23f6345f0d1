import { type ClaimSummary, claimList } from '@marketsafe/contract';
import type { RunningServer } from '@marketsafe/server';

async function post(server: string, path: string, body: unknown, cookie = ''): Promise<Response> {
  const answer = await fetch(`${server}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server, cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** The cookie of a console session of the demo user. */
async function consoleCookie({ url, demo }: RunningServer): Promise<string> {
  if (!demo) throw new Error('the demo program is missing');
  const answer = await post(url, '/api/auth/sign-in/email', { email: demo.email, password: demo.password });
  const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  return cookies.join('; ');
}

/** The claims that the server holds, asked for as the console asks. */
export async function claimsOnServer({ server }: { server: RunningServer }): Promise<ClaimSummary[]> {
  const answer = await fetch(`${server.url}/v1/claims?limit=100`, {
    headers: { cookie: await consoleCookie(server) },
  });
  return claimList.parse(await answer.json()).claims;
}

/** Approves an extension's sign-in by the calls that the console's page makes. */
export async function approveSignIn(server: RunningServer, userCode: string): Promise<void> {
  const cookie = await consoleCookie(server);
  const code = `user_code=${encodeURIComponent(userCode)}`;
  const looked = await fetch(`${server.url}/api/auth/device?${code}`, { headers: { cookie } });
  if (!looked.ok) throw new Error(`the code was refused: ${looked.status} ${await looked.text()}`);
  await post(server.url, '/api/auth/device/approve', { userCode }, cookie);
}
