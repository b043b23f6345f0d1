import { randomUUID } from 'node:crypto';
import { type MandateDetail, mandateDetail } from '@marketsafe/contract';
import { expect } from 'vitest';
import {
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sha256,
  type TestServer,
} from './support.ts';

/** The calendar day in UTC, so many days from today. */
export const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Asks for something as a person, with a body as JSON. */
export function ask(test: TestServer, path: string, person: Person, method = 'GET', body?: unknown) {
  return send(test, path, {
    ...{ method, person },
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

/** An organisation of a kind, with a manager and an investigator. */
export async function participant(test: TestServer, name: string, kind: 'rights_holder' | 'representative') {
  const organisationId = await addOrganisation(test, name);
  await test.owner.query('update app.organisations set kind = $2 where organisation_id = $1', [
    organisationId,
    kind,
  ]);
  return {
    ...{ organisationId, name },
    manager: await addPerson(test, organisationId, ['manager']),
    investigator: await addPerson(test, organisationId, ['investigator']),
  };
}
export type Participant = Awaited<ReturnType<typeof participant>>;

/** What a mandate says, given in part. */
export function terms(given: object = {}) {
  return {
    ...{ mandateId: randomUUID(), rightIds: null, marketplaces: null, powers: ['file-claims'] },
    ...{ validFrom: dayAhead(-10), validTo: dayAhead(300) },
    ...{ authority: 'sealed', signedName: 'A. Rora', signedTitle: 'Director' },
    ...given,
  };
}

/** A mandate that a holder's manager gives a representative, in force at once. */
export async function give(
  test: TestServer,
  holder: Participant,
  agent: Participant,
  given: object = {},
): Promise<MandateDetail> {
  const paper = Buffer.from(`%PDF-1.4 mandate of ${holder.name}`);
  await putBlob(test, holder.manager, paper, 'application/pdf');
  const order = terms({ party: agent.name, document: sha256(paper), ...given });
  const { status, json } = await ask(test, '/v1/mandates', holder.manager, 'POST', order);
  expect([status, json]).toEqual([200, json]);
  return mandateDetail.parse(json);
}

/** A mandate as it would be after some time, by SQL. */
export function age(test: TestServer, mandateId: string, set: string) {
  return test.owner.query(`update app.mandates set ${set} where mandate_id = $1`, [mandateId]);
}

/** The same mandate once its days are over. */
export const ENDED = 'valid_from = current_date - 9, valid_to = current_date - 1';

/** A claim that a person files under a right; refused ones fail the test. */
export async function fileUnder(test: TestServer, person: Person, rightId: string) {
  const claim = await preparedClaim(test, { ...person, rightId });
  const { status, json } = await postClaim(test, person, claim);
  expect([status, json]).toEqual([201, json]);
  return { ...claim, receipt: json as { number: string; state: string } };
}
