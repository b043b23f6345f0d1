import { randomUUID } from 'node:crypto';
import { causesOverTime, TARGET_HOURS, thread, threadCounts, threadList } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
  writeToThread,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let theirs: Person & { rightId: string };
let analyst: Person;
let lead: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  theirs = await addInvestigator(test);
  ({ analyst, lead } = await addProgram(test));
});
afterAll(() => test.close());

async function handIn(): Promise<string> {
  const claim = await preparedClaim(test, ours);
  expect((await postClaim(test, ours, claim)).status).toBe(201);
  return `/v1/threads/claim/${claim.claimId}`;
}

const write = (person: Person, path: string, entry: object) => writeToThread(test, person, path, entry);

const read = async (person: Person, path: string) => thread.parse((await send(test, path, { person })).json);
const kindsOf = async (person: Person, path: string) =>
  (await read(person, path)).entries.map(({ kind }) => kind);

describe('a thread', () => {
  it('goes between a participant and staff, says how the claim stood, and whose turn it is', async () => {
    const path = await handIn();
    expect(await read(ours, path)).toEqual({ standing: null, entries: [] });
    const entry = { kind: 'message', entryId: randomUUID() };
    expect(await write(ours, path, entry)).toBe(204);
    expect(await write(ours, path, entry)).toBe(204);
    const { standing, entries } = await read(analyst, path);
    expect(entries).toMatchObject([
      { kind: 'message', subjectState: 'in_review', author: { name: 'Test Person' } },
    ]);
    const hours = (Date.parse(standing?.dueAt ?? '') - Date.parse(standing?.openedAt ?? '')) / 3_600_000;
    expect(hours).toBe(TARGET_HOURS.analyst);
    expect(await write(analyst, path, { kind: 'message' })).toBe(204);
    expect((await read(ours, path)).standing?.dueAt).toBeNull();
  });

  it('keeps what staff note from participants, whoever asks', async () => {
    const path = await handIn();
    expect(await write(analyst, path, { kind: 'note' })).toBe(204);
    expect(await read(ours, path)).toEqual({ standing: null, entries: [] });
    expect(
      threadList.parse((await send(test, '/v1/threads', { person: ours })).json).threads,
    ).not.toContainEqual(expect.objectContaining({ subjectId: path.split('/').at(-1) }));
    expect(await write(ours, path, { kind: 'message' })).toBe(204);
    expect(await kindsOf(ours, path)).toEqual(['message']);
    expect(await kindsOf(analyst, path)).toEqual(['note', 'message']);
    expect(await write(ours, path, { kind: 'note' })).toBe(403);
    const client = await test.owner.connect();
    await client.query(
      "begin; set local role marketsafe_app; select set_config('app.organisation_id', '" +
        ours.organisationId +
        "', true)",
    );
    expect((await client.query("select from app.thread_entries where entry = 'note'")).rowCount).toBe(0);
    await client.query('rollback');
    client.release();
  });

  it('rises to the lead and the marketplace’s contact, is closed with a cause, and opened by a further question', async () => {
    const path = await handIn();
    expect(await write(ours, path, { kind: 'escalated', level: 'lead' })).toBe(404);
    await write(ours, path, { kind: 'message' });
    expect(await write(ours, path, { kind: 'escalated', level: 'lead' })).toBe(204);
    expect((await read(ours, path)).standing?.level).toBe('lead');
    for (const person of [ours, analyst]) {
      expect(await write(person, path, { kind: 'escalated', level: 'liaison' })).toBe(403);
    }
    expect(await write(lead, path, { kind: 'escalated', level: 'liaison' })).toBe(204);
    expect(await write(ours, path, { kind: 'closed', cause: 'other' })).toBe(403);
    expect(await write(analyst, path, { kind: 'closed', cause: 'marketplace-slow' })).toBe(204);
    expect((await read(ours, path)).standing).toMatchObject({ cause: 'marketplace-slow', dueAt: null });
    const causes = causesOverTime.parse((await send(test, '/v1/threads/causes', { person: lead })).json);
    expect(causes.months[0]?.causes).toEqual([{ cause: 'marketplace-slow', count: 1 }]);
    await write(ours, path, { kind: 'message' });
    expect((await read(ours, path)).standing).toMatchObject({
      closedAt: null,
      cause: null,
      level: 'analyst',
    });
  });

  it('is on a right, too, and neither another participant’s nor the liaison’s', async () => {
    const onRight = `/v1/threads/right/${ours.rightId}`;
    expect(await write(ours, onRight, { kind: 'message' })).toBe(204);
    expect((await read(analyst, onRight)).standing).toMatchObject({ subject: 'AURORA' });
    const liaison = await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']);
    for (const path of [onRight, await handIn()]) {
      expect([
        (await send(test, path, { person: theirs })).status,
        await write(theirs, path, { kind: 'message' }),
      ]).toEqual([404, 404]);
      expect((await send(test, path, { person: liaison })).status).toBe(403);
    }
    expect((await send(test, '/v1/threads/causes', { person: ours })).status).toBe(403);
    expect(threadList.parse((await send(test, '/v1/threads', { person: theirs })).json).threads).toEqual([]);
  });

  it('is answered within hours that the lead sets, from then on, with everybody’s choice kept', async () => {
    const settings = (person: Person, body?: object) =>
      body
        ? sendJson(test, '/v1/threads/settings', { method: 'PUT', person, body })
        : send(test, '/v1/threads/settings', { person });
    expect((await settings(analyst)).json).toEqual({ settings: { targetHours: TARGET_HOURS }, history: [] });
    const before = await handIn();
    await write(ours, before, { kind: 'message' });
    const { standing: waits } = await read(ours, before);
    const targetHours = { analyst: 2, lead: 3, liaison: 4 };
    expect((await settings(analyst, { targetHours })).status).toBe(403);
    expect((await settings(lead, { targetHours: { ...targetHours, lead: 0 } })).status).toBe(422);
    expect((await settings(lead, { targetHours })).status).toBe(200);
    expect((await settings(analyst)).json).toMatchObject({
      settings: { targetHours },
      history: [{ targetHours, by: 'Test Person' }],
    });
    const path = await handIn();
    for (const [entry, hours] of [
      [{ kind: 'message' }, 2],
      [{ kind: 'escalated', level: 'lead' }, 3],
    ] as const) {
      await write(ours, path, entry);
      const { standing, entries } = await read(ours, path);
      const at = Date.parse(entries.at(-1)?.at ?? '');
      expect((Date.parse(standing?.dueAt ?? '') - at) / 3_600_000).toBe(hours);
    }
    expect((await read(ours, before)).standing).toEqual(waits);
    const { rows } = await test.owner.query(
      "select entry -> 'detail' as detail from app.audit where entry ->> 'action' = 'trouble.settings-changed'",
    );
    expect(rows).toEqual([{ detail: targetHours }]);
  });

  it('is counted for staff while it is overdue, and for its participant while it waits for them', async () => {
    const counts = async (person: Person) =>
      threadCounts.parse((await send(test, '/v1/threads/counts', { person })).json);
    const mine = await addInvestigator(test);
    const onRight = `/v1/threads/right/${mine.rightId}`;
    const before = await counts(analyst);
    await write(analyst, onRight, { kind: 'note' });
    expect(await counts(mine)).toEqual({ late: 0, yours: 0 });
    await write(mine, onRight, { kind: 'message' });
    await test.owner.query(
      "update app.threads set due_at = now() - interval '1 hour' where subject_id = $1",
      [mine.rightId],
    );
    expect(await counts(analyst)).toEqual({ late: before.late + 1, yours: before.yours + 1 });
    expect(await counts(mine)).toEqual({ late: 1, yours: 0 });
    await write(analyst, onRight, { kind: 'message' });
    expect(await counts(mine)).toEqual({ late: 0, yours: 1 });
    expect((await counts(analyst)).late).toBe(before.late);
    expect(await counts(theirs)).toEqual({ late: 0, yours: 0 });
  });

  it('stands in the chain of the organisation, entry by entry', async () => {
    const { rows } = await test.owner.query(
      "select count(*)::int as n from app.audit where entry ->> 'action' = 'thread.written' and organisation_id = $1",
      [ours.organisationId],
    );
    const entries = await test.owner.query('select from app.thread_entries where organisation_id = $1', [
      ours.organisationId,
    ]);
    expect(rows[0].n).toBe(entries.rowCount);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
    await expect(test.owner.query('delete from app.thread_entries')).rejects.toThrow('append-only');
  });
});
