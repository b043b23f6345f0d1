import {
  type AnswerPreview,
  answerImportDetail,
  answerKept,
  answerPreview,
  changeList,
  claimDetail,
  deskAnswers,
  deskPackets,
  knownList,
  marketplaceAnswers,
} from '@marketsafe/contract';
import { xlsxOf } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { applyDeskAnswers, writeDeskAnswers } from '../../server/src/packets/answers/desk-answers.ts';
import { applyImport, keepAnswers } from '../../server/src/packets/answers/imports.ts';
import { SOON } from '../support/soon.ts';
import { post, type SentClaim, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let holder: Person & { rightId: string };
let other: Person & { rightId: string };
let ana: Person;
let ben: Person;
let liaison: Person;
let elsewhere: Person;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  other = await addInvestigator(test);
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['program_lead']);
  liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  elsewhere = await addPerson(test, await addOrganisation(test, 'Other desk'), ['liaison']);
  const desks = 'insert into app.desks values ($1, $2)';
  await test.owner.query(desks, [liaison.organisationId, 'aliexpress']);
  await test.owner.query(desks, [elsewhere.organisationId, 'lazada']);
});
afterAll(() => test.close());

const sent = (count: number, person = holder) => sendClaims(test, person, [ana, ben], count);

async function claimOf({ claim }: SentClaim, person: Person = holder) {
  return claimDetail.parse((await send(test, `/v1/claims/${claim.claimId}`, { person })).json);
}

const READING = { marketplace: 'aliexpress' };
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');

async function preview(content: string | Buffer, reading: object = READING): Promise<AnswerPreview> {
  const answer = await post(test, ana, '/v1/answers/preview', { reading, content: base64(content) });
  return answerPreview.parse(answer.json);
}

async function keep(content: string | Buffer, expected: number, reading: object = READING) {
  return post(test, ana, '/v1/answers/imports', {
    ...{ reading, content: base64(content), name: 'answers.csv', expected },
  });
}

async function detail(importId: string) {
  return answerImportDetail.parse(
    (await send(test, `/v1/answers/imports/${importId}`, { person: ana })).json,
  );
}

/** Keeps a file and waits until it is at its claims. */
async function bring(content: string | Buffer, expected: number, reading: object = READING) {
  const { importId } = answerKept.parse((await keep(content, expected, reading)).json);
  await expect.poll(async () => (await detail(importId)).import.state, SOON).toBe('applied');
  return importId;
}

const states = (read: AnswerPreview) => read.unmatched.map(({ line, state }) => [line, state]);
const lastReason = async (one: SentClaim) => (await claimOf(one)).events.at(-1)?.reason;

describe('a file of answers', () => {
  it('is matched by address, item number or claim number, and moves the claims', async () => {
    const [a, b, c, d, e] = (await sent(5)) as [SentClaim, SentClaim, SentClaim, SentClaim, SentClaim];
    const file = [
      'Remark,Result,Product URL',
      `,Removed,https://m.aliexpress.com/item/${a.claim.target.itemId}.html?spm=x`,
      `"evidence insufficient, see ""rules""",Rejected,${b.claim.target.itemId}`,
      `,expired,${c.number}`,
      `Send the invoice,more information needed,${d.claim.target.canonicalUrl}`,
      `,in progress,https://www.aliexpress.us/item/${e.claim.target.itemId}.html`,
      ',removed,https://www.aliexpress.com/item/1005009999999999.html',
      ',removed,https://www.lazada.com.my/products/x-i123456789-s1.html',
      ',removed,nothing',
      `,who knows,${e.number}`,
      '',
    ].join('\r\n');
    const read = await preview(file);
    expect(read.columns.map(({ means }) => means)).toEqual(['words', 'outcome', 'identity']);
    expect([read.lines, read.matched]).toEqual([9, 5]);
    expect(states(read)).toEqual([
      [7, 'not-sent'],
      [8, 'other-marketplace'],
      [9, 'no-identity'],
      [10, 'no-outcome'],
    ]);
    expect(read.unclear).toEqual([{ words: 'who knows', lines: 1 }]);
    expect((await claimOf(a)).state).toBe('sent');

    const importId = await bring(file, 5);
    expect((await claimOf(a)).state).toBe('removed');
    expect(await lastReason(b)).toMatchObject({
      code: 'marketplace-answered',
      params: {
        outcome: 'refused',
        cause: 'evidence-insufficient',
        text: 'evidence insufficient, see "rules"',
      },
    });
    expect((await claimOf(b)).state).toBe('platform_rejected');
    // Devices of the organisation hear for what, and of no other claim anything like it.
    const { items } = knownList.parse((await send(test, '/v1/known', { person: holder })).json);
    expect(
      items.flatMap((item) => (item.kind === 'claim' && item.cause ? [[item.number, item.cause]] : [])),
    ).toEqual([[b.number, 'evidence-insufficient']]);
    expect((await claimOf(c)).state).toBe('removed');
    expect(await lastReason(c)).toMatchObject({ params: { outcome: 'already-gone' } });
    expect((await claimOf(d)).state).toBe('acknowledged');
    expect(await lastReason(d)).toMatchObject({
      params: { outcome: 'needs-more', text: 'Send the invoice' },
    });
    expect((await claimOf(e)).state).toBe('acknowledged');
    const kept = await detail(importId);
    expect(kept.import).toMatchObject({ lines: 9, matched: 5, done: 5, state: 'applied' });
    expect(kept.unmatched.map(({ cells }) => cells[2])).toContain('nothing');
    const bytes = await send(test, `/v1/answers/imports/${importId}/file`, { person: ana });
    expect(bytes.bytes.toString()).toBe(file);
    const { answers } = marketplaceAnswers.parse(
      (await send(test, `/v1/packets/${a.packetId}/answers`, { person: ana })).json,
    );
    expect(answers).toHaveLength(5);
    // Devices hear of it by the feed of changes.
    const { changes } = changeList.parse((await send(test, '/v1/changes?cursor=0', { person: holder })).json);
    expect(changes).toContainEqual(
      expect.objectContaining({
        kind: 'answer',
        claimId: b.claim.claimId,
        answer: { outcome: 'refused', cause: 'evidence-insufficient' },
      }),
    );

    const again = await keep(file, 5);
    expect(again.json).toMatchObject({ code: 'answers-kept-before' });
    expect((await preview(file)).keptAt).not.toBeNull();
    expect((await claimOf(a)).events.filter(({ to }) => to === 'removed')).toHaveLength(1);
    // The same answers in another file say nothing new.
    const same = await preview(`${file}\r\n`);
    expect(same.states).toMatchObject({ known: 4, matched: 1 });
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with its mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without its mark', (text) => Buffer.from(text, 'utf16le')],
    ['GBK', gbk],
    ['semicolons', (text) => Buffer.from(text.replaceAll(',', ';'))],
    ['tabs', (text) => Buffer.from(text.replaceAll(',', '\t'))],
  ])('is read in Chinese: %s', async (_, encode) => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    const text = [
      '处理结果,驳回原因,商品链接',
      `已下架,,${a.claim.target.canonicalUrl}`,
      `投诉不成立,证据不足,${b.claim.target.canonicalUrl}`,
      '',
    ].join('\n');
    const file = encode(text);
    const read = await preview(file);
    expect([read.matched, read.columns.map(({ means }) => means)]).toEqual([
      2,
      ['outcome', 'words', 'identity'],
    ]);
    await bring(file, 2);
    expect((await claimOf(a)).state).toBe('removed');
    expect(await lastReason(b)).toMatchObject({
      params: { cause: 'evidence-insufficient', text: '证据不足' },
    });
  });

  it('is read as a workbook', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const file = Buffer.from(
      await (
        await xlsxOf({ head: ['状态', '宝贝ID'], rows: [['已删除', a.claim.target.itemId]] }, 'answers')
      ).arrayBuffer(),
    );
    await bring(file, 1);
    expect((await claimOf(a)).state).toBe('removed');
  });

  it('of bare links means what staff say all of them mean', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const read = await preview(`${a.claim.target.canonicalUrl}\n`, { ...READING, all: 'removed' });
    expect(read).toMatchObject({ lines: 1, matched: 1 });
  });

  it('whose words mean nothing is read by the meanings that staff give', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const file = `link,x\n${a.claim.target.canonicalUrl},Erledigt\n`;
    const columns = ['identity', 'outcome'];
    expect((await preview(file, { ...READING, columns })).unclear).toEqual([{ words: 'Erledigt', lines: 1 }]);
    const reading = { ...READING, columns, meanings: { Erledigt: 'removed' } };
    await bring(file, 1, reading);
    expect((await claimOf(a)).state).toBe('removed');
  });

  it('says of each line that it cannot take why', async () => {
    const [a, b, c] = (await sent(3)) as [SentClaim, SentClaim, SentClaim];
    const unsent = await preparedClaim(test, holder);
    await postClaim(test, holder, unsent);
    const file = [
      'item,result',
      `=A1&"${a.claim.target.itemId}",removed`,
      '1.00501E+15,removed',
      `${b.claim.target.itemId},removed`,
      `${b.number},rejected`,
      `${c.number},removed`,
      `${c.claim.target.itemId},removed`,
      `="${a.claim.target.itemId}",not removed`,
      `${unsent.target.itemId},removed`,
      `${a.claim.target.itemId.slice(0, 9)}`,
    ].join('\n');
    const read = await preview(file);
    expect(states(read)).toEqual([
      [2, 'formula'],
      [3, 'number-rounded'],
      [4, 'lines-contradict'],
      [5, 'lines-contradict'],
      [7, 'said-before'],
      [9, 'not-sent'],
      [10, 'cut-off'],
    ]);
    // Two are left: the refusal of `a`, and the removal of `c`.
    expect(read.matched).toBe(2);
    expect(read.outcomes).toMatchObject({ refused: 1, removed: 1 });
  });

  it('does not choose between two complaints about one listing', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const { itemId } = a.claim.target;
    const [b] = (await sendClaims(test, other, [ana, ben], 1, (claim) => ({
      ...claim,
      target: { ...claim.target },
    }))) as [SentClaim];
    // The same listing, complained about by another organisation, too.
    await test.owner.query('alter table disclosed.links disable trigger user');
    await test.owner.query(
      'update disclosed.links set item_id = $1, canonical_url = $2 where packet_id = $3',
      [itemId, a.claim.target.canonicalUrl, b.packetId],
    );
    await test.owner.query('alter table disclosed.links enable trigger user');
    const bare = await preview(`url,result\n${a.claim.target.canonicalUrl},removed\n`);
    expect(states(bare)).toEqual([[2, 'ambiguous']]);
    expect(bare.unmatched[0]?.claims.sort()).toEqual([a.number, b.number].sort());
    const named = `url,result,packet\n${a.claim.target.canonicalUrl},removed,${b.packet}\n`;
    await bring(named, 1);
    expect([(await claimOf(a)).state, (await claimOf(b, other)).state]).toEqual(['sent', 'removed']);
  });

  it('that is too long, none, or empty is refused in words', async () => {
    const line = 'https://www.aliexpress.com/item/1005001234567890.html,removed\n';
    const long = await post(test, ana, '/v1/answers/preview', {
      reading: READING,
      content: base64(line.repeat(100_000)),
    });
    expect(long.json).toMatchObject({ code: 'table-too-long', params: { rows: 50_000 } });
    const broken = await post(test, ana, '/v1/answers/preview', {
      reading: READING,
      content: base64(Buffer.from(`PK\u0003\u0004${'x'.repeat(50)}`)),
    });
    expect(broken.json).toMatchObject({ code: 'table-unreadable' });
    expect((await keep('nothing here\n', 1)).json).toMatchObject({ code: 'answers-nothing-matched' });
    expect(
      (await post(test, holder, '/v1/answers/preview', { reading: READING, content: 'eA==' })).status,
    ).toBe(403);
  });

  it('is taken back as far as its claims have not moved since', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    const file = `claim,result\n${a.number},rejected\n${b.number},received\n`;
    const importId = await bring(file, 2);
    await bring(`claim,result\n${b.number},removed\n`, 1);
    const undone = await post(test, ben, `/v1/answers/imports/${importId}/undo`, {});
    expect(undone.json).toEqual({ back: 1, stay: 1 });
    expect([(await claimOf(a)).state, (await claimOf(b)).state]).toEqual(['sent', 'removed']);
    expect(await lastReason(a)).toMatchObject({ code: 'answer-undone' });
    expect((await post(test, ben, `/v1/answers/imports/${importId}/undo`, {})).json).toMatchObject({
      code: 'answers-not-undoable',
    });
    // The same file may come again.
    expect((await keep(file, 1)).status).toBe(201);
  });

  it('goes on at the next start where its server ended before it was at its claims', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const [b] = (await sent(1, other)) as [SentClaim];
    const db = openDatabase(test.databaseUrl);
    const file = new Uint8Array(Buffer.from(`claim,result\n${a.number},removed\n${b.number},removed\n`));
    const caller = { ...ana, userName: 'Ana', roles: ['analyst'] } as unknown as Parameters<
      typeof keepAnswers
    >[1];
    const importId = await keepAnswers(db, caller, file, {
      ...{ reading: { marketplace: 'aliexpress' }, name: 'x', expected: 2 },
    });
    expect((await claimOf(a)).state).toBe('sent');
    const next = await startTestServer({ databaseUrl: test.databaseUrl, dataFolder: test.dataFolder });
    await expect.poll(async () => (await claimOf(b, other)).state, SOON).toBe('removed');
    expect((await claimOf(a)).state).toBe('removed');
    // Brought twice, it is there once.
    await applyImport(db, { importId, userId: ana.userId });
    expect((await claimOf(a)).events.filter(({ to }) => to === 'removed')).toHaveLength(1);
    await next.owner.end();
    await next.server.close();
    await db.close();
  });

  it('of any bytes is read or refused, and never stops the server', async () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const pieces = [
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      '=',
      "'",
      'PK',
      '\0',
      '已删除',
      'removed',
      '1005006000000001',
      'MS-0000-0000',
      'https://',
      '\uFEFF',
      '\uD800',
    ];
    for (let round = 0; round < 150; round += 1) {
      const length = Math.floor(random() * 60);
      const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)] ?? '').join('');
      const whole = round % 3 === 0 ? Buffer.from(text, 'utf16le') : Buffer.from(text);
      const bytes = whole.subarray(0, Math.floor(random() * whole.length) + 1);
      const { status, json } = await post(test, ana, '/v1/answers/preview', {
        reading: READING,
        content: base64(bytes.length > 0 ? bytes : Buffer.from('x')),
      });
      expect([200, 400, 422], JSON.stringify([text, json])).toContain(status);
    }
  });
});

describe('the marketplace’s people', () => {
  const answer = (packetId: string, answers: unknown[], person = liaison) =>
    post(test, person, `/v1/desk/packets/${packetId}/answers`, { answers });
  const removed = { outcome: 'removed', cause: null, words: '' };

  it('answer links, one or many, and the claims move with it', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    const refused = { outcome: 'refused', cause: 'grey-market', words: 'Genuine goods' };
    const given = await answer(a.packetId, [
      { position: a.position, said: removed },
      { position: b.position, said: refused },
    ]);
    expect(given.json).toEqual({ news: 2 });
    expect([(await claimOf(a)).state, (await claimOf(b)).state]).toEqual(['removed', 'platform_rejected']);
    const reason = { code: 'marketplace-answered', params: { cause: 'grey-market', text: 'Genuine goods' } };
    expect(await lastReason(b)).toMatchObject(reason);
    expect((await answer(a.packetId, [{ position: a.position, said: removed }])).json).toEqual({ news: 0 });
    const own = deskAnswers.parse(
      (await send(test, `/v1/desk/packets/${a.packetId}/answers`, { person: liaison })).json,
    );
    expect(own.answers).toContainEqual(
      expect.objectContaining({ ...refused, on: new Date().toISOString().slice(0, 10) }),
    );
    const { packets } = deskPackets.parse((await send(test, '/v1/desk/packets', { person: liaison })).json);
    expect(packets.find(({ packetId }) => packetId === a.packetId)).toMatchObject({
      ...{ answered: 2, state: 'acknowledged' },
    });
  });

  it('are refused what is not theirs, in the words of what is not there', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const foreign = await answer(a.packetId, [{ position: 0, said: removed }], elsewhere);
    expect([foreign.status, foreign.json]).toMatchObject([404, { code: 'packet-unknown' }]);
    for (const answers of [
      [{ position: 1, said: removed }],
      [0, 0].map((position) => ({ position, said: removed })),
    ]) {
      expect((await answer(a.packetId, answers)).json).toMatchObject({ code: 'answer-link-unknown' });
    }
    const causeless = { outcome: 'refused', cause: null, words: '' };
    expect((await answer(a.packetId, [{ position: 0, said: causeless }])).status).toBe(422);
    expect((await claimOf(a)).state).toBe('sent');
  });

  it('lose no answer where the server ends between what they write and the claims', async () => {
    const [a] = (await sent(1)) as [SentClaim];
    const db = openDatabase(test.databaseUrl);
    await db.asLiaison(liaison, (scope) =>
      writeDeskAnswers(
        scope,
        { userId: liaison.userId, userName: 'Lia' },
        a.packetId,
        { answers: [{ position: 0, said: { outcome: 'removed', cause: null, words: '' } }] },
        new Date(),
      ),
    );
    expect((await claimOf(a)).state).toBe('sent');
    const next = await startTestServer({ databaseUrl: test.databaseUrl, dataFolder: test.dataFolder });
    await expect.poll(async () => (await claimOf(a)).state, SOON).toBe('removed');
    // Once is enough: nothing waits, and nobody enters.
    await expect(applyDeskAnswers(db, a.packetId)).rejects.toThrow('nothing of this packet waits');
    await next.owner.end();
    await next.server.close();
    await db.close();
  });

  it('have answers brought by a role that reaches the packet’s claims and nothing else', async () => {
    const [a, b] = (await sent(2)) as [SentClaim, SentClaim];
    const [foreign] = (await sent(1)) as [SentClaim];
    await test.owner.query(
      `insert into disclosed.answers (answer_id, packet_id, position, outcome, by_user, by_name, on_day)
       values (gen_random_uuid(), $1, 0, 'removed', $2, 'Lia', current_date)`,
      [a.packetId, liaison.userId],
    );
    const client = await test.owner.connect();
    const asDesk = async (sql: string, values: unknown[] = []) => {
      await client.query('begin');
      try {
        await client.query('select app.enter_as_desk($1)', [a.packetId]);
        return await client.query(sql, values);
      } finally {
        await client.query('rollback');
      }
    };
    try {
      const own = await asDesk('select number from app.claims order by number');
      expect(own.rows.map(({ number }) => number)).toEqual([a.number, b.number].sort());
      const state = await asDesk("update app.claims set state = 'removed' where claim_id = $1", [
        foreign.claim.claimId,
      ]);
      expect(state.rowCount).toBe(0);
      for (const sql of [
        'select explanation from app.claims',
        'select * from app.rights',
        'select * from app.memberships',
        "update app.claims set state = 'approved'",
        'delete from app.claims',
        'select content from app.packet_links',
        'select entry from app.audit',
        'select * from auth."user"',
      ]) {
        await expect(asDesk(sql), sql).rejects.toThrow(/permission denied|row-level security/);
      }
    } finally {
      client.release();
    }
  });
});

/** Chinese text in GBK, out of the decoder that Node has: the code of each sign is looked for. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) codes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
    }
  }
  return Buffer.from([...text].flatMap((sign) => codes.get(sign) ?? [sign.charCodeAt(0)]));
}
