import type { TestBuyDetail, TestBuyVault, VaultRead } from '@marketsafe/contract';
import { testBuyVault } from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import type { Seal } from '../secrets/seal.ts';
import { findBuy } from './find.ts';

const NOTHING: TestBuyVault = { persona: '', account: '', recipient: '', payment: '', note: '' };

/** What the vault works with. The seal is of this installation: the database alone opens nothing. */
export interface VaultTools {
  db: Database;
  vaultSeal: Seal;
}

/** Who opens the vault of a test buy: who planned it, and who manages the organisation. */
export function mayOpenVault(
  { userId, roles }: Pick<Caller, 'userId' | 'roles'>,
  { opened_by }: { opened_by: string },
): boolean {
  return userId === opened_by || roles.includes('manager');
}

function latest(scope: Scope, testBuyId: string) {
  return scope
    .selectFrom('app.test_buy_vault')
    .selectAll()
    .where('test_buy_id', '=', testBuyId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** When it was written last, and by whom. */
export async function vaultHead(scope: Scope, testBuyId: string): Promise<TestBuyDetail['vault']> {
  const row = await latest(scope, testBuyId);
  return {
    version: row?.version ?? 0,
    at: row?.saved_at.toISOString() ?? null,
    by: row?.saved_by_name ?? '',
  };
}

/** What it belongs to: moved to another test buy, it does not open. */
const about = (organisationId: string, testBuyId: string) => `${organisationId}/${testBuyId}`;

/**
 * Opens the vault of a test buy. Each opening stands in the audit before anything is shown.
 * @throws HttpProblem `test-buy-unknown`, `test-buy-vault-closed` or `test-buy-vault-unreadable`
 */
export async function openVault(
  { db, vaultSeal }: VaultTools,
  caller: Caller,
  testBuyId: string,
): Promise<VaultRead> {
  const { organisationId, userId } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { row } = await findBuy(scope, testBuyId);
    if (!mayOpenVault(caller, row)) throw new HttpProblem('test-buy-vault-closed');
    const found = await latest(scope, testBuyId);
    const version = found?.version ?? 0;
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.vault-read', at: new Date(), actorUserId: userId, entity: testBuyId },
      detail: { version },
    });
    if (!found) return { version, vault: NOTHING };
    return { version, vault: unsealed(vaultSeal, found.sealed, about(organisationId, testBuyId)) };
  });
}

function unsealed(seal: Seal, sealed: Buffer, belongsTo: string): TestBuyVault {
  let text: string;
  try {
    text = seal.open(sealed, belongsTo);
  } catch (error) {
    throw new HttpProblem('test-buy-vault-unreadable', { internal: String(error) });
  }
  return testBuyVault.parse(JSON.parse(text));
}

/**
 * Writes the vault over the version that the caller read; earlier ones stay, sealed.
 * @throws HttpProblem `test-buy-unknown`, `test-buy-vault-closed` or `test-buy-changed-meanwhile`
 */
export async function writeVault(
  { db, vaultSeal }: VaultTools,
  caller: Caller,
  testBuyId: string,
  { version, vault }: VaultRead,
): Promise<VaultRead> {
  const { organisationId, userId, userName } = caller;
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { row } = await findBuy(scope, testBuyId);
    if (!mayOpenVault(caller, row)) throw new HttpProblem('test-buy-vault-closed');
    const found = await latest(scope, testBuyId);
    if ((found?.version ?? 0) !== version)
      throw new HttpProblem('test-buy-changed-meanwhile', { params: { name: found?.saved_by_name ?? '' } });
    const at = new Date();
    const sealed = vaultSeal.close(JSON.stringify(vault), about(organisationId, testBuyId));
    await scope
      .insertInto('app.test_buy_vault')
      .values({
        ...{ organisation_id: organisationId, test_buy_id: testBuyId, version: version + 1, sealed },
        ...{ saved_at: at, saved_by: userId, saved_by_name: userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.vault-saved', at, actorUserId: userId, entity: testBuyId },
      detail: { version: version + 1 },
    });
    return { version: version + 1, vault };
  });
}
