import { type ClaimSummary, claimList } from '@marketsafe/contract';
import type { RunningServer } from '@marketsafe/server';
import { openConsole } from '../../support/approve-sign-in.ts';

/** The claims that the server holds, asked for as the console asks. */
export async function claimsOnServer({ server }: { server: RunningServer }): Promise<ClaimSummary[]> {
  if (!server.demo) throw new Error('the demo program is missing');
  const session = await openConsole({ url: server.url, credentials: server.demo });
  return claimList.parse(await session.ask('/v1/claims?limit=100')).claims;
}
