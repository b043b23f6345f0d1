import {
  buyReportLacks,
  buyStageOf,
  NEXT_STAGES,
  type NewBuyStep,
  standingSteps,
  TEST_BUY_ENDS,
} from '@marketsafe/contract';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { dayInUtc } from '../rights/register.ts';
import { findBuy } from './find.ts';

/** Somebody east of Greenwich writes down their own day, which is ahead of UTC's by one at most. */
const AHEAD = 24 * 60 * 60_000;

/**
 * Notes that a stage was reached, on a day that is not before the stages that stand. The same id once more is the same.
 * @throws HttpProblem `test-buy-unknown`, `test-buy-changed-meanwhile`, `test-buy-stage`, `test-buy-not-ready` or `body-invalid`
 */
export async function noteStep(
  db: Database,
  caller: Caller,
  testBuyId: string,
  { stepId, from, stage, on, reason }: NewBuyStep,
): Promise<void> {
  const { organisationId, userId, userName } = caller;
  if (on > dayInUtc(new Date(Date.now() + AHEAD))) refuse('/on', 'day-ahead');
  if (TEST_BUY_ENDS.includes(stage) && reason === '') refuse('/reason', 'wrong-form');
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const buy = await findBuy(scope, testBuyId);
    const { steps, row, statement } = buy;
    if (steps.some((step) => step.stepId === stepId)) return;
    const last = standingSteps(steps).at(-1);
    const now = buyStageOf(steps);
    if (now !== from)
      throw new HttpProblem('test-buy-changed-meanwhile', { params: { name: steps.at(-1)?.by ?? '' } });
    if (stage === 'planned' || !NEXT_STAGES[now].includes(stage))
      throw new HttpProblem('test-buy-stage', { params: { number: row.number } });
    if (last && on < last.on) refuse('/on', 'days-contradict');
    const isEarly =
      (stage === 'examined' && statement === null) ||
      (stage === 'reported' && buyReportLacks(buy).length > 0);
    if (isEarly) throw new HttpProblem('test-buy-not-ready', { params: { number: row.number } });
    const at = new Date();
    await scope
      .insertInto('app.test_buy_steps')
      .values({
        ...{ organisation_id: organisationId, step_id: stepId, test_buy_id: testBuyId, stage, on_day: on },
        ...{ reason: JSON.stringify(reason), noted_at: at, noted_by: userId, noted_by_name: userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.stage-noted', at, actorUserId: userId, entity: testBuyId },
      detail: { step: stepId, from, stage, on },
    });
  });
}

/**
 * Takes the last stage that stands back: it was set wrongly. It stays in the history.
 * @throws HttpProblem `test-buy-unknown`, `test-buy-step-unknown` or `test-buy-step-not-last`
 */
export async function undoStep(
  db: Database,
  caller: Caller,
  { testBuyId, stepId }: { testBuyId: string; stepId: string },
  reason: string,
): Promise<void> {
  const { organisationId, userId, userName } = caller;
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const { steps } = await findBuy(scope, testBuyId);
    const step = steps.find((one) => one.stepId === stepId);
    if (!step) throw new HttpProblem('test-buy-step-unknown');
    if (step.undone) return;
    if (standingSteps(steps).at(-1)?.stepId !== stepId) throw new HttpProblem('test-buy-step-not-last');
    const at = new Date();
    await scope
      .insertInto('app.test_buy_step_undos')
      .values({
        ...{ organisation_id: organisationId, step_id: stepId, reason: JSON.stringify(reason), at },
        ...{ by_user: userId, by_name: userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      ...{ action: 'test-buy.stage-undone', at, actorUserId: userId, entity: testBuyId },
      detail: { step: stepId, stage: step.stage },
    });
  });
}

function refuse(path: string, code: 'day-ahead' | 'days-contradict' | 'wrong-form'): never {
  throw new HttpProblem('body-invalid', { errors: [{ path, code, params: {} }] });
}
