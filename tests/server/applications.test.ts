import { randomUUID } from 'node:crypto';
import { applicationDetail, applicationList } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteLapsed } from '../../server/src/applications/clean-up.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  Applicant,
  CHINESE,
  CONTACT,
  HOLDER,
  hidden,
  ORGANISATION,
  PAPER,
  page,
  post,
  REACH,
  RIGHT,
} from './applicant.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let analyst: Person;
let second: Person;
const zh = { locale: 'zh-CN' } as const;
const en = { locale: 'en' } as const;

beforeAll(async () => {
  test = await startTestServer({
    logLevel: 'error',
    applicationLeast: 0,
    programContact: 'program@iacc.example',
  });
  const program = await addOrganisation(test, 'Program');
  analyst = await addPerson(test, program, ['analyst']);
  second = await addPerson(test, program, ['program_lead']);
});
afterAll(() => test.close());

let count = 0;
function applicant(): Applicant {
  count += 1;
  return new Applicant(test, `brand${count}@holder.example`);
}

const asJson = { 'content-type': 'application/json' };
async function list(person = analyst) {
  return applicationList.parse((await send(test, '/v1/applications', { person })).json).applications;
}
async function newest(person = analyst) {
  const { rows } = await test.owner.query(
    'select application_id from intake.applications where handed_in_at is not null order by handed_in_at desc limit 1',
  );
  return detail(rows[0].application_id, person);
}
async function detail(id: string, person = analyst) {
  return applicationDetail.parse((await send(test, `/v1/applications/${id}`, { person })).json);
}
function decide(id: string, body: object, person = analyst) {
  return send(test, `/v1/applications/${id}/decision`, {
    ...{ method: 'POST', person, headers: asJson, body: JSON.stringify(body) },
  });
}

describe('the public page', () => {
  it('says in the reader’s language what the program is, with no script, a strict policy and little to load', async () => {
    const chinese = await send(test, '/program', { headers: CHINESE });
    const text = chinese.bytes.toString('utf8');
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain(m.program_free({}, zh));
    for (const feature of [m.program_feature_raids_about, m.program_feature_bridge_about]) {
      expect(text).toContain(feature({}, zh));
    }
    expect(text).not.toMatch(/<script|style=|onclick|https?:\/\/(?!.*mailto)/);
    expect(text).toContain('mailto:program@iacc.example');
    expect(chinese.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(chinese.headers.get('vary')).toContain('Accept-Language');
    expect(chinese.bytes.length).toBeLessThan(20_000);
    const sheet = /href="(\/program\/style-[0-9a-f]+\.css)"/.exec(text)?.[1] ?? '';
    const styles = await send(test, sheet);
    expect(styles.type).toContain('text/css');
    expect(styles.bytes.length).toBeLessThan(25_000);
    expect(await page(test, '/program?lang=en', CHINESE)).toContain(m.program_free({}, en));
    expect(await page(test, '/program', { 'accept-language': 'fr, en;q=0.5' })).toContain('<html lang="en">');
  });

  it('says plainly where the operator named no contact', async () => {
    const other = await startTestServer();
    expect(await page(other, '/program')).toContain(m.program_contact_none({}, zh));
    // Nor is there a program yet that could take an application.
    await other.close();
  });
});

describe('an application', () => {
  it('goes from a mailed link to an organisation whose right stands to be verified, with a question between', async () => {
    const brand = applicant();
    const browser = await brand.begin();
    // In this browser one goes on at once, but hands in nothing and adds no document before the mail was opened.
    const shown = await page(test, browser);
    expect(shown).toContain(m.application_unconfirmed({}, zh));
    brand.link = browser;
    await brand.save('organisation', ORGANISATION);
    expect((await brand.file('company')).bytes.toString('utf8')).toContain(
      m.application_files_confirm({}, zh),
    );
    const mailed = await brand.mail();
    expect(mailed).toMatch(/Subject: =\?UTF-8/);
    expect(await page(test, brand.link)).toContain(ORGANISATION.ownName);
    await brand.save('contact', CONTACT);
    // Whoever typed the address has no way in any more once its reader has gone on.
    expect((await send(test, browser)).status).toBe(404);
    await brand.save('reach', REACH);
    const { id: rightId } = await brand.save('right/new', RIGHT);
    const early = await brand.handIn();
    expect(early.status).toBe(422);
    expect(early.bytes.toString('utf8')).toContain(m.application_gap_company({}, zh));
    expect(await list()).toEqual([]);
    await brand.file('company');
    await brand.file(`certificate ${rightId}`, Buffer.concat([PAPER, Buffer.from('1')]));
    const ready = await page(test, `${brand.link}/hand-in`);
    expect(ready).not.toContain('checked');
    const undeclared = await post(test, `${brand.link}/hand-in`, {
      ...{ declaration: 'entitled', signedName: '', signedTitle: 'x' },
    });
    expect(undeclared.bytes.toString('utf8')).toContain(m.application_declaration_missing({}, zh));
    expect(await list()).toEqual([]);
    expect((await brand.handIn()).headers.get('location')).toContain('just=moved');
    await brand.mail();
    expect(await page(test, brand.link)).toContain(m.application_state_in_review({}, zh));

    const [line] = await list();
    expect(line).toMatchObject({ name: ORGANISATION.name, state: 'in_review', rights: 1, language: 'zh-CN' });
    const before = await newest();
    expect(before.declared).toMatchObject({ name: '林晓', language: 'zh-CN', version: 1 });
    const noteId = randomUUID();
    const note = { noteId, text: 'CANARY-NOTE: looks good' };
    for (const _ of [1, 2]) {
      const noted = await send(test, `/v1/applications/${before.applicationId}/notes`, {
        ...{ method: 'POST', person: analyst, headers: asJson, body: JSON.stringify(note) },
      });
      expect(applicationDetail.parse(noted.json).notes).toHaveLength(1);
    }
    const question = { decision: 'ask', revision: before.revision, text: '请提供更清晰的证书。<b>' };
    expect((await decide(before.applicationId, question)).status).toBe(200);
    // A second analyst who looked at the same had it decided under them.
    const late = await decide(before.applicationId, { ...question, decision: 'ask' }, second);
    expect([late.status, late.json]).toMatchObject([409, { code: 'application-changed' }]);
    const asked = await brand.mail();
    expect(asked).toContain(brand.link);
    const waiting = await page(test, brand.link);
    expect(waiting).toContain('请提供更清晰的证书。&lt;b&gt;');
    expect(waiting).not.toContain('CANARY-NOTE');
    await brand.file(`certificate ${rightId}`, Buffer.concat([PAPER, Buffer.from('2')]), '../../证书 2.pdf');
    await post(test, `${brand.link}/answer`, { text: '已补充清晰扫描件。' });
    const answered = await detail(before.applicationId);
    expect(answered.events.map(({ move }) => move)).toEqual(['hand-in', 'ask', 'answer']);
    expect(answered.files.map(({ name }) => name)).toContain('证书 2.pdf');

    const { revision } = answered;
    const order = { decision: 'accept', revision, holders: [] };
    const both = await Promise.all([
      decide(before.applicationId, order),
      decide(before.applicationId, order, second),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await brand.mail();
    await brand.mail();
    const accepted = await detail(before.applicationId);
    expect(accepted.state).toBe('accepted');
    const rights = await test.owner.query(
      'select right_id, status, number, owner, nice_classes from app.rights where organisation_id = $1',
      [accepted.organisationId],
    );
    expect(rights.rows).toEqual([
      {
        ...{ right_id: rightId, status: 'unverified', number: RIGHT.number },
        ...{ owner: RIGHT.owner, nice_classes: [21, 30] },
      },
    ]);
    const vault = await send(test, `/v1/vault/rights/${rightId}`, { person: analyst });
    expect(vault.json).toMatchObject({ files: [{ kind: 'certificate' }, { kind: 'certificate' }] });
    const invited = await test.owner.query(
      'select email, roles from app.invitations where organisation_id = $1 order by email',
      [accepted.organisationId],
    );
    expect(invited.rows).toEqual(
      [
        { email: brand.email, roles: ['manager'] },
        { email: 'fang@yunmu.example', roles: ['investigator'] },
      ].sort((one, other) => (one.email < other.email ? -1 : 1)),
    );
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
    expect(await page(test, brand.link)).toContain(m.application_next_accepted({}, zh));
  });

  it('of a representative brings its holders, their rights and mandates that wait to be confirmed', async () => {
    const there = await addInvestigator(test);
    const agency = applicant();
    await agency.begin('representative');
    await agency.mail();
    await agency.save('organisation', { ...ORGANISATION, name: 'Far East IP Agents', number: 'A-1' });
    await agency.save('contact', CONTACT);
    await agency.save('reach', REACH);
    const first = await agency.save('holder/new', HOLDER);
    const other = await agency.save('holder/new', { ...HOLDER, name: 'Aurora', email: '', number: 'X-2' });
    const one = await agency.save('right/new', { ...RIGHT, number: '99', holder: first.id });
    // This one the holder, who takes part already, has registered itself.
    const known = { ...RIGHT, number: '30112233', holder: other.id };
    const two = await agency.save('right/new', known);
    await agency.file('company');
    for (const id of [one.id, two.id]) await agency.file(`certificate ${id}`);
    await agency.file(`mandate ${first.id}`);
    expect((await agency.handIn()).bytes.toString('utf8')).toContain(
      m.application_gap_mandate({ name: 'Aurora' }, zh),
    );
    await agency.file(`mandate ${other.id}`, Buffer.concat([PAPER, Buffer.from('other')]));
    await agency.handIn();
    await agency.mail();
    const seen = await newest();
    expect(seen.twins).toContainEqual({
      kind: 'right',
      value: '30112233',
      holder: other.id,
      found: {
        in: 'organisation',
        organisationId: there.organisationId,
        name: 'Aurora',
        kind: 'rights_holder',
        left: null,
      },
    });
    const order = { decision: 'accept', revision: seen.revision };
    const wrong = await decide(seen.applicationId, {
      ...order,
      holders: [{ holder: other.id, organisationId: randomUUID() }],
    });
    expect(wrong.status).toBe(404);
    const half = await test.owner.query("select from app.organisations where name = 'Far East IP Agents'");
    expect(half.rowCount).toBe(0);
    const right = await decide(seen.applicationId, {
      ...order,
      holders: [{ holder: other.id, organisationId: there.organisationId }],
    });
    expect(right.status).toBe(200);
    const mandates = await test.owner.query(
      `select holder_name, representative_name, status, powers, marketplaces, right_ids, entered_by_program from app.mandates
       where representative_id = $1 order by holder_name`,
      [applicationDetail.parse(right.json).organisationId],
    );
    expect(mandates.rows).toEqual([
      {
        ...{ holder_name: 'Aurora', representative_name: 'Far East IP Agents', status: 'proposed' },
        ...{
          powers: ['file-claims', 'withdraw'],
          marketplaces: ['taobao', 'tmall'],
          entered_by_program: true,
        },
        right_ids: [there.rightId],
      },
      expect.objectContaining({ holder_name: HOLDER.name, right_ids: [one.id] }),
    ]);
    const invited = await test.owner.query('select from app.invitations where email = $1', [HOLDER.email]);
    expect(invited.rowCount).toBe(1);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('that is declined is appealed once, and another person reads it', async () => {
    const brand = applicant();
    await brand.apply();
    const seen = await newest();
    const decline = {
      decision: 'decline',
      revision: seen.revision,
      cause: 'not-entitled',
      text: '证书所有人不同。',
    };
    expect((await decide(seen.applicationId, decline)).status).toBe(200);
    expect(await brand.mail()).toContain(brand.link);
    const declined = await page(test, brand.link);
    expect(declined).toContain(m.application_cause_not_entitled({}, zh));
    expect(declined).toContain('证书所有人不同。');
    await post(test, `${brand.link}/appeal`, { text: '所有人已更名。' });
    const appealed = await detail(seen.applicationId);
    expect([appealed.state, appealed.may.accept, appealed.declinedByCaller]).toEqual([
      'appealed',
      false,
      true,
    ]);
    const own = await decide(seen.applicationId, {
      decision: 'accept',
      revision: appealed.revision,
      holders: [],
    });
    expect([own.status, own.json]).toMatchObject([403, { code: 'application-appeal-own' }]);
    const refusal = { decision: 'decline', revision: appealed.revision, cause: 'not-entitled', text: '' };
    expect((await decide(seen.applicationId, refusal, second)).status).toBe(200);
    await brand.mail();
    const again = await post(test, `${brand.link}/appeal`, { text: 'Again.' });
    expect([again.status, again.bytes.toString('utf8').includes('Again.')]).toEqual([409, true]);
    expect((await detail(seen.applicationId)).state).toBe('refused');
  });

  it('can be withdrawn, and is nobody’s but its writer’s while it is a draft', async () => {
    const brand = applicant();
    await brand.begin();
    await brand.mail();
    await brand.save('organisation', ORGANISATION);
    const { rows } = await test.owner.query(
      'select application_id from intake.applications where email = $1',
      [brand.email],
    );
    const draft = await send(test, `/v1/applications/${rows[0].application_id}`, { person: analyst });
    expect(draft.json).toMatchObject({ code: 'application-unknown' });
    await post(test, `${brand.link}/withdrawal`, {});
    expect(await page(test, brand.link)).toContain(m.application_state_withdrawn({}, zh));
    const closed = await post(test, `${brand.link}/organisation`, { ...ORGANISATION, seen: '' });
    expect(closed.headers.get('location')).toContain('just=not-so');
  });
});

describe('what people type', () => {
  it('is refused at the field or kept whole, and stands on the page again', async () => {
    const brand = applicant();
    await brand.begin();
    await brand.mail();
    const hostile = '"><script>alert(1)</script>';
    const wrong = await brand.save('organisation', {
      ...ORGANISATION,
      ...{ name: hostile, country: 'ZZ', website: 'javascript:alert(1)', address: 'x'.repeat(1_001) },
    });
    expect(wrong.answer.status).toBe(422);
    const text = wrong.answer.bytes.toString('utf8');
    expect(text).not.toContain(hostile);
    expect(text).toContain('&quot;&gt;&lt;script&gt;');
    for (const field of ['country', 'website', 'address']) {
      expect(text).toContain(`href="#f-${field}"`);
      expect(text).toContain(`id="w-${field}"`);
    }
    expect(await page(test, `${brand.link}/organisation`)).not.toContain('alert(1)');
    const right = await brand.save('right/new', { ...RIGHT, expiresOn: '2021-02-30', niceClasses: '9, 77' });
    expect(right.answer.bytes.toString('utf8')).toContain('w-expiresOn');
    expect(right.answer.bytes.toString('utf8')).toContain('w-niceClasses');
    // Missing is no mistake before it is handed in; a right that has run out is said then.
    const lapsed = await brand.save('right/new', { ...RIGHT, expiresOn: '2022-01-01' });
    expect(lapsed.answer.headers.get('location')).toContain('just=saved');
    expect(await page(test, `${brand.link}/hand-in`)).toContain(
      m.application_fault_expired({ field: m.application_field_expires({}, zh) }, zh),
    );
    const half = await post(test, `${brand.link}/contact`, { seen: 'x', name: '\u0000broken' });
    expect(half.status).toBe(422);
    for (const [body, type] of [
      ['{"name":1}', 'application/json'],
      ['not a form', 'multipart/form-data; boundary=none'],
      ['<x/>', 'text/xml'],
    ] as const) {
      const sent = await send(test, `${brand.link}/organisation`, {
        ...{ method: 'POST', headers: { 'content-type': type }, body },
      });
      expect([type, sent.status < 500 && sent.type.startsWith('text/html')]).toEqual([type, true]);
    }
  });

  it('to answer or to appeal is refused at its field where it is nothing or too long, and stands there whole', async () => {
    const brand = applicant();
    await brand.apply();
    const seen = await newest();
    const decline = { decision: 'decline', revision: seen.revision, cause: 'not-entitled', text: 'No.' };
    expect((await decide(seen.applicationId, decline)).status).toBe(200);
    await brand.mail();
    const label = m.application_appeal_words({}, zh);
    const long = `${'木'.repeat(4_000)}尾`;
    for (const [text, fault] of [
      [' ', m.application_fault_missing({ field: label }, zh)],
      [long, m.application_fault_too_long({ field: label, most: 4_000 }, zh)],
    ] as const) {
      const refused = await post(test, `${brand.link}/appeal`, { text });
      expect(refused.status).toBe(422);
      const shown = refused.bytes.toString('utf8');
      expect(shown).toContain(`<p class="field-problem" id="w-text">${fault}</p>`);
      expect(shown).toContain('href="#f-text"');
      expect(shown).toContain(text.trim());
    }
    expect((await detail(seen.applicationId)).state).toBe('declined');
    const exact = '𝌆'.repeat(4_000);
    expect((await post(test, `${brand.link}/appeal`, { text: exact })).status).toBe(303);
    const appealed = await detail(seen.applicationId);
    expect(appealed.events.at(-1)?.text).toBe(exact);
    // The second window of the same person: what was typed there is not lost.
    const late = await post(test, `${brand.link}/appeal`, { text: 'In another window.' });
    expect(late.status).toBe(409);
    expect(late.bytes.toString('utf8')).toContain('In another window.');
    const other = await applicant().begin();
    const address = await post(test, `${other}/address`, { email: 'no-address' });
    const shown = address.bytes.toString('utf8');
    expect(address.status).toBe(422);
    expect(shown).toContain('id="w-email"');
    expect(shown).toContain('value="no-address"');
  });

  it('is not written over what somebody else saved meanwhile, and is not lost either', async () => {
    const brand = applicant();
    await brand.begin();
    await brand.mail();
    const stale = hidden(await page(test, `${brand.link}/organisation`), 'seen');
    await brand.save('organisation', ORGANISATION);
    const late = await post(test, `${brand.link}/organisation`, {
      ...ORGANISATION,
      name: 'Mine',
      seen: stale,
    });
    expect(late.status).toBe(409);
    const shown = late.bytes.toString('utf8');
    expect(shown).toContain(m.application_changed_elsewhere({}, zh));
    expect(shown).toContain('value="Mine"');
    const anew = await post(test, `${brand.link}/organisation`, {
      ...{ ...ORGANISATION, name: 'Mine', seen: hidden(shown, 'seen') },
    });
    expect(anew.headers.get('location')).toContain('just=saved');
  });

  it('begins one application however often the form is sent, and none where a program fills it in', async () => {
    const stamp = hidden(await page(test, '/program/apply'), 'stamp');
    const fields = { stamp, kind: 'rights_holder', email: 'twice@holder.example' };
    const sent = await Promise.all([1, 2, 3].map(() => post(test, '/program/apply', fields)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    const made = async (email: string) =>
      (await test.owner.query('select from intake.applications where email = $1', [email])).rowCount;
    expect(await made('twice@holder.example')).toBe(1);
    const bot = {
      ...fields,
      email: 'bot@holder.example',
      stamp: hidden(await page(test, '/program/apply'), 'stamp'),
    };
    const caught = await post(test, '/program/apply', { ...bot, fax: '555' });
    expect([caught.status, caught.bytes.toString('utf8').includes('bot@holder.example')]).toEqual([
      422,
      true,
    ]);
    for (const stampless of ['', 'AAAA', stamp.slice(0, -4)]) {
      expect((await post(test, '/program/apply', { ...bot, stamp: stampless })).status).toBe(422);
    }
    expect((await post(test, '/program/apply', { ...bot, kind: 'admin', email: 'no' })).status).toBe(422);
    expect(await made('bot@holder.example')).toBe(0);
    const careful = await startTestServer({ applicationLeast: 60_000 });
    const fast = { ...bot, stamp: hidden(await page(careful, '/program/apply'), 'stamp') };
    expect((await post(careful, '/program/apply', fast)).bytes.toString('utf8')).toContain(
      m.application_sent_soon({}, zh),
    );
    await careful.close();
  });

  it('comes with documents that are looked into, counted, and tied to nothing of others', async () => {
    const brand = applicant();
    await brand.begin();
    await brand.mail();
    const says = async (answer: ReturnType<Applicant['file']>) => (await answer).bytes.toString('utf8');
    expect(await says(brand.file('company', Buffer.from('<html>')))).toContain(
      m.application_file_type_unknown({}, zh),
    );
    expect(await says(brand.file('company', Buffer.alloc(0)))).toContain(m.application_file_empty({}, zh));
    expect(await says(brand.file(`certificate ${randomUUID()}`))).toContain(
      m.application_file_unsaid({}, zh),
    );
    const huge = Buffer.concat([PAPER, Buffer.alloc(10_000_001)]);
    expect(await says(brand.file('company', huge))).toContain('field-problem');
    for (const _ of [1, 2]) expect((await brand.file('company')).status).toBe(303);
    const there = await test.owner.query(
      'select file_id from intake.files join intake.applications using (application_id) where email = $1',
      [brand.email],
    );
    expect(there.rowCount).toBe(1);
    const other = applicant();
    await other.begin();
    await other.mail();
    const foreign = `${other.link}/files/${there.rows[0].file_id}`;
    expect((await send(test, foreign)).headers.get('location')).toContain('just=not-so');
    await post(test, `${foreign}/removal`, {});
    const own = await send(test, `${brand.link}/files/${there.rows[0].file_id}`);
    expect([own.bytes.equals(PAPER), own.headers.get('content-disposition')]).toEqual([
      true,
      'attachment; filename="document"',
    ]);
  });
});

describe('a link', () => {
  it('whose time is over loses nothing and sends a new one; one that leads nowhere says what to do', async () => {
    const brand = applicant();
    await brand.begin();
    await brand.mail();
    await brand.save('organisation', ORGANISATION);
    await test.owner.query(
      `update intake.links set expires_at = now() - interval '1 day' where application_id =
       (select application_id from intake.applications where email = $1)`,
      [brand.email],
    );
    const lapsed = await send(test, brand.link, { headers: CHINESE });
    expect([lapsed.status, lapsed.bytes.toString('utf8').includes(brand.email)]).toEqual([410, false]);
    const refused = await post(test, `${brand.link}/withdrawal`, {});
    expect(refused.status).toBe(410);
    await post(test, `${brand.link}/link`, {});
    const old = brand.link;
    await brand.mail();
    expect(brand.link).not.toBe(old);
    expect(await page(test, brand.link)).toContain(ORGANISATION.ownName);
    for (const nowhere of [`/program/application/${'A'.repeat(43)}`, '/program/application/x%27--']) {
      const answer = await send(test, nowhere, { headers: CHINESE });
      expect([
        answer.status,
        answer.bytes.toString('utf8').includes(m.application_link_unknown({}, zh)),
      ]).toEqual([404, true]);
    }
  });

  it('of one application sees nothing of another, in any table, nor of any organisation', async () => {
    const db = openDatabase(test.databaseUrl);
    const [one, other] = [applicant(), applicant()];
    await one.apply();
    await other.apply();
    const { createHash } = await import('node:crypto');
    const link = createHash('sha256')
      .update(one.link.split('/').at(-1) ?? '')
      .digest('hex');
    await db.asApplicant({ link }, async (scope) => {
      for (const table of ['applications', 'links', 'files', 'events', 'keys'] as const) {
        const rows = await scope.selectFrom(`intake.${table}`).select('application_id').execute();
        expect([table, new Set(rows.map((row) => row.application_id)).size]).toEqual([table, 1]);
      }
    });
    for (const forbidden of [
      'intake.notes',
      'app.organisations',
      'app.rights',
      'app.audit',
      'app.memberships',
    ] as const) {
      await expect(
        db.asApplicant({ link }, (scope) => scope.selectFrom(forbidden).selectAll().execute()),
      ).rejects.toThrow('permission denied');
    }
    await expect(
      db.inOrganisation({ organisationId: analyst.organisationId, userId: null }, (scope) =>
        scope.selectFrom('intake.applications').selectAll().execute(),
      ),
    ).rejects.toThrow('permission denied');
    await db.close();
  });

  it('says the same to an applicant whether or not others are known by the same name, number and right', async () => {
    const plain = (text: string, brand: Applicant) =>
      text
        .replaceAll(brand.link, '')
        .replaceAll(brand.email, '')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, '');
    const alone = await startTestServer({
      logLevel: 'error',
      applicationLeast: 0,
      programContact: 'program@iacc.example',
    });
    await addPerson(alone, await addOrganisation(alone, 'Program'), ['analyst']);
    const first = new Applicant(alone, 'same@holder.example');
    const twin = new Applicant(test, 'same@holder.example');
    await first.apply();
    await twin.apply();
    expect((await newest()).twins.length).toBeGreaterThan(0);
    expect(plain(await page(test, twin.link), twin)).toBe(plain(await page(alone, first.link), first));
    await alone.close();
  });
});

it('is deleted when its time is over, with its documents, and the chain says so', async () => {
  const brand = applicant();
  await brand.begin();
  await brand.mail();
  await brand.file('company');
  const ids = await test.owner.query(
    `update intake.applications set delete_at = now() - interval '1 minute' where email = $1 returning application_id`,
    [brand.email],
  );
  const db = openDatabase(test.databaseUrl);
  await deleteLapsed(db);
  await db.close();
  const left = await test.owner.query('select from intake.files where application_id = $1', [
    ids.rows[0].application_id,
  ]);
  expect(left.rowCount).toBe(0);
  expect((await send(test, brand.link)).status).toBe(404);
  const chain = await test.owner.query(
    `select from app.audit where entry ->> 'action' = 'application.deleted' and entry ->> 'entity' = $1`,
    [ids.rows[0].application_id],
  );
  expect(chain.rowCount).toBe(1);
});

describe('an application of an organisation that left the program', () => {
  /** As two of the staff let it leave, so many months ago. */
  async function leave(organisationId: string, months: number) {
    await test.owner.query(
      `insert into app.graduations (organisation_id, graduation_id, state, asked_as, asked_at, asked_by, asked_by_name, asked_text,
         seconded_at, seconded_by, seconded_by_name, decided_at, decided_by, decided_by_name, decided_text)
       values ($1, $2, 'left', 'staff', now(), $3, 'Ana', '', now(), $3, 'Ana', now() - $5 * interval '1 month', $4, 'Lea', '')`,
      [organisationId, randomUUID(), analyst.userId, second.userId, months],
    );
  }
  const day = async (months: number) =>
    String(
      (
        await test.owner.query(
          "select ((now() at time zone 'UTC')::date + $1 * interval '1 month')::date::text as day",
          [months],
        )
      ).rows[0].day,
    );
  const count = async () =>
    Number((await test.owner.query('select count(*) from app.organisations')).rows[0].count);

  it('is not accepted before its day, which staff see and the applicant does not, and goes on as the organisation that it was from then on', async () => {
    const there = await addInvestigator(test);
    const manager = await addPerson(test, there.organisationId, ['manager']);
    await leave(there.organisationId, 1);
    const brand = applicant();
    await brand.apply();
    const { rows } = await test.owner.query(
      'select number, place, type from app.rights where right_id = $1',
      [there.rightId],
    );
    // The applicant names the right that it had.
    await test.owner.query(
      `insert into intake.keys (application_id, kind, key, value)
       select application_id, 'right', concat_ws('/', $2::text, $3::text, app.normal_number($2, $4)), $4 from intake.applications where email = $1
       on conflict do nothing`,
      [brand.email, rows[0].place, rows[0].type, rows[0].number],
    );
    const seen = await newest();
    const left = { organisationId: there.organisationId, on: await day(-1), from: await day(2) };
    expect(
      seen.twins.filter(({ found }) => found.left?.organisationId === there.organisationId),
    ).toMatchObject([{ kind: 'right', found: { in: 'organisation', left } }]);
    const shown = await page(test, brand.link);
    for (const word of [left.on, left.from, there.organisationId]) expect(shown).not.toContain(word);
    const before = await count();
    const accept = { decision: 'accept', revision: seen.revision, holders: [] };
    // Nothing that staff say makes the same right another organisation.
    for (const said of [{}, { returns: there.organisationId }, { distinct: true }]) {
      const early = await decide(seen.applicationId, { ...accept, ...said });
      expect([early.status, early.json]).toMatchObject([
        409,
        { code: 'graduation-rejoin-early', params: { day: left.from } },
      ]);
    }
    expect([await count(), (await detail(seen.applicationId)).state]).toEqual([before, 'in_review']);
    const mandated = await send(test, '/v1/me', { person: manager });
    expect(mandated.status).toBe(200);

    await test.owner.query(
      "update app.graduations set decided_at = now() - interval '4 months' where organisation_id = $1",
      [there.organisationId],
    );
    for (const said of [{}, { distinct: true }]) {
      const unsaid = await decide(seen.applicationId, { ...accept, ...said });
      expect([unsaid.status, unsaid.json]).toMatchObject([409, { code: 'application-left-unsaid' }]);
    }
    const stranger = await decide(seen.applicationId, { ...accept, returns: manager.userId });
    expect(stranger.json).toMatchObject({ code: 'organisation-unknown' });
    const done = await decide(seen.applicationId, { ...accept, returns: there.organisationId });
    expect([done.status, done.json]).toMatchObject([
      200,
      { state: 'accepted', organisationId: there.organisationId },
    ]);
    expect(await count()).toBe(before);
    const after = await test.owner.query(
      `select (select state from app.graduations where organisation_id = $1) as state,
         (select count(*)::int from app.invitations where organisation_id = $1) as invited,
         (select count(*)::int from app.rights where organisation_id = $1) as rights`,
      [there.organisationId],
    );
    expect(after.rows[0]).toEqual({ state: 'returned', invited: 0, rights: 2 });
    // Its people write again.
    const topic = {
      ...{
        entryId: randomUUID(),
        kind: 'topic',
        about: 'policy',
        title: 'Back',
        text: 'We are.',
        named: false,
      },
    };
    const written = await send(test, '/v1/group/entries', {
      ...{ method: 'POST', person: manager, headers: asJson, body: JSON.stringify(topic) },
    });
    expect(written.status).toBe(204);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('by its name alone is what staff say it is, and another organisation of that name goes in as one of its own', async () => {
    const named = await addOrganisation(test, ORGANISATION.name);
    await leave(named, 1);
    const brand = applicant();
    await brand.apply();
    await test.owner.query(
      `delete from intake.keys where kind <> 'name' and application_id = (select application_id from intake.applications where email = $1)`,
      [brand.email],
    );
    const seen = await newest();
    const accept = { decision: 'accept', revision: seen.revision, holders: [] };
    expect((await decide(seen.applicationId, accept)).json).toMatchObject({
      code: 'graduation-rejoin-early',
    });
    expect((await decide(seen.applicationId, { ...accept, returns: named })).json).toMatchObject({
      code: 'graduation-rejoin-early',
    });
    const done = await decide(seen.applicationId, { ...accept, distinct: true });
    expect([done.status, (await detail(seen.applicationId)).organisationId === named]).toEqual([200, false]);
    const noted = await test.owner.query(
      `select from app.audit where entry ->> 'action' = 'application.moved' and entry ->> 'entity' = $1 and entry -> 'detail' ->> 'distinct' = 'yes'`,
      [seen.applicationId],
    );
    expect(noted.rowCount).toBe(1);
    await test.owner.query(
      "update app.graduations set state = 'undone', undone_at = now(), undone_by = $2, undone_by_name = 'Ana', undone_text = 'x' where organisation_id = $1",
      [named, analyst.userId],
    );
  });

  it('is not brought back by a representative that names it as its holder', async () => {
    const there = await addInvestigator(test);
    await leave(there.organisationId, 1);
    const agency = applicant();
    await agency.begin('representative');
    await agency.mail();
    await agency.save('organisation', {
      ...ORGANISATION,
      name: 'Re-entry Agents',
      number: 'R-1',
      website: '',
    });
    await agency.save('contact', CONTACT);
    await agency.save('reach', REACH);
    const holder = await agency.save('holder/new', {
      ...HOLDER,
      name: 'Aurora left',
      email: '',
      number: 'R-2',
    });
    const right = await agency.save('right/new', { ...RIGHT, number: '7788', holder: holder.id });
    await agency.file('company');
    await agency.file(`mandate ${holder.id}`, Buffer.concat([PAPER, Buffer.from('9')]));
    await agency.file(`certificate ${right.id}`, Buffer.concat([PAPER, Buffer.from('8')]));
    expect((await agency.handIn()).status).toBe(303);
    const seen = await newest();
    const holders = [{ holder: holder.id, organisationId: there.organisationId }];
    const accept = { decision: 'accept', revision: seen.revision, holders, distinct: true };
    expect((await decide(seen.applicationId, accept)).json).toMatchObject({
      code: 'graduation-rejoin-early',
      params: { day: await day(2) },
    });
    await test.owner.query(
      "update app.graduations set decided_at = now() - interval '4 months' where organisation_id = $1",
      [there.organisationId],
    );
    expect((await decide(seen.applicationId, accept)).json).toMatchObject({
      code: 'application-holder-left',
    });
    expect((await detail(seen.applicationId)).state).toBe('in_review');
  });
});
