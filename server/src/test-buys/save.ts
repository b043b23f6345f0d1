import {
  emptyTestBuy,
  orderKey,
  type TestBuyContent,
  type TestBuySave,
  testBuyFaults,
} from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { sellersFiles } from '../counter-notices/files.ts';
import type { Database, Scope } from '../db/database.ts';
import { randomTestBuyNumber } from '../numbers.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { findCapture } from './captures.ts';
import { buyOfOrder, claimOfOrder } from './claims.ts';
import { findBuy } from './find.ts';

/** Plans a test buy of the caller's organisation. The same id once more is the same. */
export async function openBuy(
  { db, newNumber = randomTestBuyNumber }: { db: Database; newNumber?: () => string },
  caller: Caller,
  { testBuyId, name }: { testBuyId: string; name: string },
): Promise<void> {
  const { organisationId, userId } = caller;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const there = await scope
      .selectFrom('app.test_buys')
      .select('test_buy_id')
      .where('test_buy_id', '=', testBuyId)
      .executeTakeFirst();
    if (there) return;
    const at = new Date();
    const number = newNumber();
    const inserted = await scope
      .insertInto('app.test_buys')
      .values({
        ...{ organisation_id: organisationId, test_buy_id: testBuyId, number },
        ...{ opened_at: at, opened_by: userId },
      })
      .onConflict((conflict) => conflict.column('test_buy_id').doNothing())
      .executeTakeFirst();
    // Another organisation's, of which nothing is said.
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new HttpProblem('test-buy-unknown');
    await insertVersion(scope, caller, testBuyId, { version: 1, content: emptyTestBuy(name), at });
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.opened', at, actorUserId: userId, entity: testBuyId, detail: { number } },
    });
  });
}

/**
 * Saves a test buy over the version that it was made from; what was there stays as a version.
 * @throws HttpProblem `test-buy-unknown`, `test-buy-changed-meanwhile`, `test-buy-order-claimed`, `body-invalid`, `claim-files-missing` or
 * `file-type-unknown`
 */
export async function saveBuy(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  testBuyId: string,
  { version, content: given }: TestBuySave,
): Promise<void> {
  const content = await withFiles({ db, store }, caller, testBuyId, given);
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const before = await findBuy(scope, testBuyId);
    // Saved before, perhaps by this very request, whose answer was lost.
    if (canonicalJson(content) === canonicalJson(before.content)) return;
    if (before.row.version !== version)
      throw new HttpProblem('test-buy-changed-meanwhile', { params: { name: before.row.saved_by_name } });
    await requireOthers(scope, caller, testBuyId, { content, before: before.content });
    const at = new Date();
    await insertVersion(scope, caller, testBuyId, { version: version + 1, content, at });
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.saved', at, actorUserId: caller.userId, entity: testBuyId },
      detail: { version: version + 1, files: content.files.length },
    });
  });
}

/** What is to be saved, its new files as they lie in the store. */
async function withFiles(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  testBuyId: string,
  content: TestBuyContent,
): Promise<TestBuyContent> {
  const errors = testBuyFaults(content).map(({ path, code }) => ({
    ...{ path: `/content${path}`, code, params: {} },
  }));
  if (errors.length > 0) throw new HttpProblem('body-invalid', { errors: errors.slice(0, 50) });
  const before = await db.inOrganisation(caller, (scope) => findBuy(scope, testBuyId));
  const known = new Map(before.content.files.map((file) => [file.sha256, file]));
  const fresh = content.files.filter((file) => {
    const old = known.get(file.sha256);
    return !old || old.type !== file.type || old.bytes !== file.bytes;
  });
  const held = new Map(
    (await sellersFiles({ db, store }, caller, fresh)).map(({ sha256, bytes }) => [sha256, bytes]),
  );
  const files = content.files.map((file) => ({ ...file, bytes: held.get(file.sha256) ?? file.bytes }));
  return { ...content, files };
}

/**
 * What it names beside itself is there: a right, a capture; and its order is no other test buy's.
 * @throws HttpProblem `body-invalid` or `test-buy-order-claimed`
 */
async function requireOthers(
  scope: Scope,
  { organisationId }: Caller,
  testBuyId: string,
  { content, before }: { content: TestBuyContent; before: TestBuyContent },
): Promise<void> {
  const { rightId, captureId, order } = content;
  if (rightId !== null && rightId !== before.rightId) {
    const right = await scope
      .selectFrom('app.rights')
      .select('right_id')
      .where('right_id', '=', rightId)
      .executeTakeFirst();
    if (!right) refuse('/content/rightId', { code: 'right-not-registered', params: {} });
  }
  if (captureId !== null && captureId !== before.captureId && !(await findCapture(scope, captureId)))
    refuse('/content/captureId', { code: 'no-record', params: {} });
  if (orderKey(order.number) === orderKey(before.order.number)) return;
  const claim = await claimOfOrder(scope, organisationId, before.order.number);
  if (claim) throw new HttpProblem('test-buy-order-claimed', { params: { number: claim.number } });
  const other = await buyOfOrder(scope, order.number);
  if (other && other.testBuyId !== testBuyId)
    refuse('/content/order/number', { code: 'order-bought', params: { number: other.number } });
}

function refuse(
  path: string,
  error:
    | { code: 'right-not-registered' | 'no-record'; params: Record<string, never> }
    | { code: 'order-bought'; params: { number: string } },
): never {
  throw new HttpProblem('body-invalid', { errors: [{ path, ...error }] });
}

async function insertVersion(
  scope: Scope,
  { organisationId, userId, userName }: Caller,
  testBuyId: string,
  { version, content, at }: { version: number; content: TestBuyContent; at: Date },
): Promise<void> {
  await scope
    .insertInto('app.test_buy_versions')
    .values({
      ...{ organisation_id: organisationId, test_buy_id: testBuyId, version },
      ...{ content: JSON.stringify(content), order_key: orderKey(content.order.number) },
      ...{ saved_at: at, saved_by: userId, saved_by_name: userName },
    })
    .execute();
}
