import { type ClaimSummary, claimList } from '@marketsafe/contract';
import type { Stack } from './stack.ts';

/** The claims that the server holds, asked for as the console asks. */
export async function claimsOnServer({ server }: Stack): Promise<ClaimSummary[]> {
  if (!server.demo) throw new Error('the demo program is missing');
  const { email, password } = server.demo;
  const signedIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`signing in to the console: ${signedIn.status}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const answer = await fetch(`${server.url}/v1/claims?limit=100`, { headers: { cookie } });
  return claimList.parse(await answer.json()).claims;
}
