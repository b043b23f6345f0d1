import { type ClaimDetail, type ClaimSummary, claimDetail, claimList } from '@marketsafe/contract';
import type { RunningServer } from '@marketsafe/server';
import { openConsole } from '../../../scripts/support/console-session.ts';

/** One claim with everything that the server holds of it. */
export async function claimOnServer(
  { server }: { server: RunningServer },
  claimId: string,
): Promise<ClaimDetail> {
  if (!server.demo) throw new Error('the demo program is missing');
  const session = await openConsole({ url: server.url, credentials: server.demo });
  return claimDetail.parse(await session.ask(`/v1/claims/${claimId}`));
}

/** The claims that the server holds, asked for as the console asks. */
export async function claimsOnServer({ server }: { server: RunningServer }): Promise<ClaimSummary[]> {
  if (!server.demo) throw new Error('the demo program is missing');
  const session = await openConsole({ url: server.url, credentials: server.demo });
  return claimList.parse(await session.ask('/v1/claims?limit=100')).claims;
}
