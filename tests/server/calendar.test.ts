import { randomUUID } from 'node:crypto';
import { madeCalendar, ownCalendar } from '@marketsafe/contract';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addInvestigator,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let stranger: Person & { rightId: string };
let analyst: Person;
let counterId: string;
let number: string;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  stranger = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
  const claim = await preparedClaim(test, ours);
  expect((await postClaim(test, ours, claim)).status).toBe(201);
  await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [claim.claimId]);
  counterId = randomUUID();
  const entered = await sendJson(test, `/v1/claims/${claim.claimId}/counter-notices`, {
    person: analyst,
    // Its working days run into a year whose holidays nobody knows yet.
    body: { counterId, receivedOn: '2026-12-30', statement: 'Canary statement.', replyBy: null },
  });
  expect([entered.status, entered.json]).toEqual([200, entered.json]);
  const { rows } = await test.owner.query('select number from app.claims where claim_id = $1', [
    claim.claimId,
  ]);
  number = rows[0].number;
  await test.owner.query(
    'update app.rights set expires_on = current_date + 20, mark = $2 where right_id = $1',
    [ours.rightId, 'CANARY'],
  );
});
afterAll(() => test.close());

/** A new address of somebody's, without the host. */
async function made(person: Person): Promise<string> {
  const { status, json } = await send(test, '/v1/me/calendar', { method: 'POST', person });
  expect(status).toBe(201);
  const { address } = madeCalendar.parse(json);
  expect(address.startsWith(`${test.url}/v1/calendar/`)).toBe(true);
  return new URL(address).pathname;
}

async function read(path: string) {
  const { status, type, bytes } = await send(test, path);
  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  const text = bytes.toString('utf8');
  const events = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((each) => new ICAL.Event(each));
  return { text, events };
}

describe('a calendar', () => {
  it('has the clocks of what its person may see, by number and kind, and nothing of what is confidential', async () => {
    const { text, events } = await read(await made(ours));
    expect(events.map(({ uid }) => uid).sort()).toEqual([
      `counter-reply:${counterId}@marketsafe`,
      `right-end:${ours.rightId}@marketsafe`,
    ]);
    const [counter] = events.filter(({ uid }) => uid.startsWith('counter'));
    expect(counter?.summary).toBe(`${number}: last day to reply to a counter-notice (provisional)`);
    expect(counter?.component.getFirstPropertyValue('status')).toBe('TENTATIVE');
    expect(counter?.description).toContain('This day may move');
    expect(counter?.startDate.isDate).toBe(true);
    const [right] = events.filter(({ uid }) => uid.startsWith('right'));
    expect(right?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    const unfolded = text.replace(/\r\n[ \t]/g, '');
    expect(unfolded).not.toMatch(/canary|aurora|Test Person|aliexpress/i);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('is the same bytes when nothing has happened, and speaks its person’s language', async () => {
    const path = await made(ours);
    expect((await read(path)).text).toBe((await read(path)).text);
    await test.owner.query(
      "update app.memberships set language = 'zh-CN', language_chosen_at = now() where user_id = $1",
      [ours.userId],
    );
    expect((await read(path)).events.map(({ summary }) => summary).join()).toContain(
      '反通知回应截止（暂定）',
    );
    await test.owner.query(
      'update app.memberships set language = null, language_chosen_at = null where user_id = $1',
      [ours.userId],
    );
  });

  it('of somebody else has nothing of it; of staff it has what staff wait for', async () => {
    expect((await read(await made(stranger))).events).toEqual([]);
    const { events } = await read(await made(analyst));
    expect(events.map(({ uid }) => uid)).toContain(`counter-reply:${counterId}@marketsafe`);
  });

  it('leads nowhere once it was ended or made anew, once its person has left, or by a token of somebody’s own making', async () => {
    const first = await made(ours);
    const second = await made(ours);
    expect((await send(test, first)).status).toBe(404);
    expect((await read(second)).events).toHaveLength(2);
    const own = ownCalendar.parse((await send(test, '/v1/me/calendar', { person: ours })).json);
    expect(own.calendar?.lastReadAt).not.toBeNull();
    const { rows } = await test.owner.query('select calendars::text as row from app.calendars');
    const token = second.split('/')[3] ?? '';
    expect(JSON.stringify(rows)).not.toContain(token.slice(0, 20));
    expect((await send(test, second.replace(token, `${token.slice(0, -8)}AAAAAAAA`))).status).toBe(404);
    await test.owner.query('update app.memberships set ended_at = now() where user_id = $1', [ours.userId]);
    expect((await send(test, second)).status).toBe(404);
    await test.owner.query('update app.memberships set ended_at = null where user_id = $1', [ours.userId]);
    expect((await send(test, '/v1/me/calendar', { method: 'DELETE', person: ours })).status).toBe(204);
    expect((await send(test, second)).status).toBe(404);
    const audit = await test.owner.query(
      "select entry->>'action' as action from app.audit where entry->>'action' like 'calendar.%' and entry->>'actorUserId' = $1",
      [ours.userId],
    );
    expect(audit.rows.at(-1)).toEqual({ action: 'calendar.ended' });
  });
});
