import type { NewBuyStatement, TestBuyContent, TestBuyStage } from '@marketsafe/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Json, JsonText } from './json.ts';

interface TestBuys {
  organisation_id: string;
  test_buy_id: string;
  number: string;
  opened_at: Date;
  opened_by: string;
}

interface TestBuyVersions {
  organisation_id: string;
  test_buy_id: string;
  version: number;
  content: Json<TestBuyContent>;
  order_key: string | null;
  saved_at: Date;
  saved_by: string;
  saved_by_name: string;
}

interface TestBuySteps {
  organisation_id: string;
  step_id: string;
  sequence: Generated<number>;
  test_buy_id: string;
  stage: Exclude<TestBuyStage, 'planned'>;
  on_day: ColumnType<string, string, never>;
  reason: JsonText;
  noted_at: Date;
  noted_by: string;
  noted_by_name: string;
}

interface TestBuyStepUndos {
  organisation_id: string;
  step_id: string;
  reason: JsonText;
  at: Date;
  by_user: string;
  by_name: string;
}

interface TestBuyStatements {
  organisation_id: string;
  statement_id: string;
  sequence: Generated<number>;
  test_buy_id: string;
  said: Json<Omit<NewBuyStatement, 'statementId'>>;
  at: Date;
  by_user: string;
  by_name: string;
}

interface TestBuyConsents {
  organisation_id: string;
  consent_id: string;
  sequence: Generated<number>;
  test_buy_id: string;
  order_goes: boolean;
  files: string[];
  at: Date;
  by_user: string;
  by_name: string;
}

interface TestBuyVaults {
  organisation_id: string;
  test_buy_id: string;
  version: number;
  sealed: Buffer;
  saved_at: Date;
  saved_by: string;
  saved_by_name: string;
}

/** Test buys. */
export interface TestBuyTables {
  'app.test_buys': TestBuys;
  'app.test_buy_versions': TestBuyVersions;
  'app.test_buy_steps': TestBuySteps;
  'app.test_buy_step_undos': TestBuyStepUndos;
  'app.test_buy_statements': TestBuyStatements;
  'app.test_buy_consents': TestBuyConsents;
  'app.test_buy_vault': TestBuyVaults;
}
