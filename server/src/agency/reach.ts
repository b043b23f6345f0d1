import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { type ReachedRight, reachRight } from '../rights/reach.ts';
import { agencyRefusal, agentOfRight } from './agent.ts';

/**
 * How the caller reaches a right in the vault: as `reachRight`, and besides, for who answers for a representative, as the agent of its holder,
 * by a mandate that lets it register rights. Undefined where they do not.
 */
export async function reachInVault(
  db: Database,
  caller: Caller,
  rightId: string,
): Promise<ReachedRight | undefined> {
  const reached = await reachRight(db, caller, rightId);
  if (reached) return reached;
  const agent = await agentOfRight(db, caller, rightId);
  return agent && { ...agent, rightId };
}

/** As `reachInVault`, of a right that is to be changed. @throws HttpProblem why the caller may not, or `right-not-here` */
export async function reachToKeep(db: Database, caller: Caller, rightId: string): Promise<ReachedRight> {
  const reached = await reachInVault(db, caller, rightId);
  if (!reached) throw await agencyRefusal(db, caller, rightId);
  return reached;
}
