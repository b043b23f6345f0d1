import { createHash } from 'node:crypto';
import {
  type ApplicationData,
  type ApplicationState,
  afterMove,
  DECLARATIONS_VERSION,
  emptyPart,
} from '@marketsafe/contract';
import { writeKeys } from '../applications/keys.ts';
import { auditor, daysAfter, openHost } from '../applications/reach.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { APPLICANTS, type DemoApplicant } from './applicants.ts';
import { BOREALIS } from './data.ts';

const id = (number: number) => `5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e7${number.toString(16).padStart(3, '0')}`;

/** A small PDF with a few words, as a scan of a certificate would be. */
function paper(words: string): Buffer {
  const stream = `BT /F1 18 Tf 60 700 Td (${words.replace(/[()\\]/g, '')}) Tj ET`;
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
}

function dataOf({ organisation, contact, reach, right }: DemoApplicant, number: number): ApplicationData {
  return {
    organisation: { ...emptyPart('organisation'), ...organisation },
    contact: { ...emptyPart('contact'), ...contact },
    reach: { ...emptyPart('reach'), ...reach },
    holders: [],
    rights: [{ id: id(number + 0x100), holder: null, values: { ...emptyPart('right'), ...right } }],
  };
}

/**
 * Applications of the demo program, one in each state that there is, weeks old; each that is there already stays as people work on it.
 * @param analysts who decided on them
 */
export async function keepDemoApplications(
  db: Database,
  analysts: readonly Caller[],
  until: Date,
): Promise<void> {
  for (const [index, applicant] of APPLICANTS.entries()) {
    await keepOne(db, analysts[0], { applicant, number: index + 1, until });
  }
}

async function keepOne(
  db: Database,
  analyst: Caller | undefined,
  { applicant, number, until }: { applicant: DemoApplicant; number: number; until: Date },
): Promise<void> {
  const applicationId = id(number);
  await db.asApplicant({ begins: applicationId }, async (scope) => {
    const ledger = await openHost(scope);
    if (!ledger || !analyst) return;
    const data = dataOf(applicant, number);
    const begunAt = daysAfter(until, -applicant.daysAgo);
    const { state, at, steps } = lifeOf(applicant, begunAt);
    const handedInAt = steps[0]?.at ?? null;
    const made = await scope
      .insertInto('intake.applications')
      .values({
        ...{ application_id: applicationId, kind: 'rights_holder', language: applicant.language, state },
        ...{ email: applicant.email, confirmed_at: begunAt, created_at: begunAt, changed_at: at },
        ...{ state_since: at, handed_in_at: handedInAt, data: JSON.stringify(data), demo: true },
        revision: steps.length + 1,
        declared: handedInAt && JSON.stringify(declared(applicant, handedInAt)),
        declined_by: steps.some(({ move }) => move === 'decline') ? analyst.userId : null,
        organisation_id: state === 'accepted' ? BOREALIS : null,
      })
      .onConflict((there) => there.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) return;
    await auditor(
      scope,
      ledger,
      { application_id: applicationId },
      begunAt,
    )('application.begun', {
      kind: 'rights_holder',
    });
    let from: ApplicationState = 'draft';
    for (const [sequence, step] of steps.entries()) {
      const isStaffs = step.move === 'ask' || step.move === 'accept' || step.move === 'decline';
      await scope
        .insertInto('intake.events')
        .values({
          ...{ application_id: applicationId, sequence: sequence + 1, at: step.at, move: step.move },
          actor_user_id: isStaffs ? analyst.userId : null,
          actor_name: isStaffs ? analyst.userName : null,
          ...{ cause: step.cause ?? null, text: step.text ?? null },
          data: isStaffs ? null : JSON.stringify(data),
        })
        .execute();
      const to: ApplicationState = afterMove(from, step.move) ?? from;
      await auditor(
        scope,
        ledger,
        { application_id: applicationId },
        step.at,
      )('application.moved', {
        ...{ from, to, sequence: sequence + 1 },
      });
      from = to;
    }
    for (const [kind, about] of [
      ['company', null],
      ['certificate', id(number + 0x100)],
    ] as const) {
      const content = paper(`${kind} ${applicant.organisation.number}`);
      await scope
        .insertInto('intake.files')
        .values({
          ...{
            application_id: applicationId,
            file_id: id(number + (kind === 'company' ? 0x200 : 0x300)),
            kind,
            about,
          },
          ...{ name: `${kind}.pdf`, type: 'application/pdf', bytes: content.length, content },
          ...{ sha256: createHash('sha256').update(content).digest('hex'), added_at: begunAt },
        })
        .execute();
    }
    const row = await scope.selectFrom('intake.applications').selectAll().executeTakeFirstOrThrow();
    if (handedInAt) await writeKeys(scope, row, data);
  });
}

/** What has happened to an applicant, each two days after what came before. */
function lifeOf(
  { life }: DemoApplicant,
  begunAt: Date,
): { state: ApplicationState; at: Date; steps: (DemoApplicant['life'][number] & { at: Date })[] } {
  let state: ApplicationState = 'draft';
  const steps = life.map((step, index) => {
    state = afterMove(state, step.move) ?? state;
    return { ...step, at: daysAfter(begunAt, 1 + 2 * index) };
  });
  return { state, steps, at: steps.at(-1)?.at ?? begunAt };
}

function declared({ contact, language }: DemoApplicant, at: Date) {
  return {
    ...{ version: DECLARATIONS_VERSION, language, name: contact.name, title: contact.title },
    declarations: ['true-and-complete', 'entitled', 'no-misuse', 'privacy'],
    at: at.toISOString(),
  };
}
