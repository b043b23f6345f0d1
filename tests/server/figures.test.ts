import { randomUUID } from 'node:crypto';
import { type Figures, figures } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { ask, dayAhead, fileUnder, give, participant } from './mandated.ts';
import { readPdf } from './read-pdf.ts';
import { post, type SentClaim, sendClaims } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  postClaim,
  preparedClaim,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ana: Person;
let ben: Person;
let liaison: Person;
beforeAll(async () => {
  test = await startTestServer();
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['analyst']);
  liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
});
afterAll(() => test.close());

const PERIOD = { from: dayAhead(-40), to: dayAhead(0) };
const addressOf = (given: Record<string, string> = {}) =>
  `/v1/figures?${new URLSearchParams({ ...PERIOD, ...given })}`;

async function figuresFor(person: Person, given: Record<string, string> = {}): Promise<Figures> {
  const { status, json } = await ask(test, addressOf(given), person);
  expect([status, json]).toEqual([200, json]);
  return figures.parse(json);
}

async function answer(sent: readonly SentClaim[], said: readonly ('removed' | 'already-gone' | 'refused')[]) {
  const { status } = await post(test, liaison, `/v1/desk/packets/${sent[0]?.packetId}/answers`, {
    answers: said.map((outcome, index) => ({
      position: sent[index]?.position,
      said: { outcome, cause: outcome === 'refused' ? 'grey-market' : null, words: '' },
    })),
  });
  expect(status).toBe(200);
}

/** The same from the raw histories of claims, one by one, without any function of the database. */
async function byHand(organisationId: string) {
  const { rows } = await test.owner.query<{ claim_id: string; at: Date; to_state: string; outcome: string }>(
    `select claim_id, at, to_state, reason_params->>'outcome' as outcome from app.claim_events
     where organisation_id = $1 order by claim_id, sequence`,
    [organisationId],
  );
  const counted = { received: 0, removed: 0, refused: 0, gone: 0, open: 0, took: [] as number[] };
  const day = (at: Date) => at.toISOString().slice(0, 10);
  for (const events of Map.groupBy(rows, ({ claim_id }) => claim_id).values()) {
    const first = events[0];
    if (!first || day(first.at) < PERIOD.from || day(first.at) > PERIOD.to) continue;
    counted.received += 1;
    const sent = events.find(({ to_state }) => to_state === 'sent');
    const decided = events.find(({ to_state }) => to_state === 'removed' || to_state === 'platform_rejected');
    if (sent && !decided) counted.open += 1;
    if (!decided) continue;
    if (decided.outcome === 'removed') {
      counted.removed += 1;
      const [one, other] = [Date.parse(day(decided.at)), Date.parse(day(sent?.at ?? decided.at))];
      counted.took.push(Math.round((one - other) / 86_400_000));
    } else if (decided.outcome === 'refused') counted.refused += 1;
    else counted.gone += 1;
  }
  return counted;
}

describe('figures', () => {
  it('equal a count by hand from raw histories, pending ones in no share, with the days of removals', async () => {
    const holder = await addInvestigator(test);
    const empty = await figuresFor(holder);
    expect(empty.overall).toMatchObject({
      ...{ claims: { received: 0 }, pending: { links: 0, counters: 0 } },
      removal: { days: null, of: 0 },
    });
    const sent = await sendClaims(test, holder, [ana, ben], 7);
    await test.owner.query(
      `update app.packets set sent_at = sent_at - interval '9 days' where packet_id = $1`,
      [sent[0]?.packetId],
    );
    await test.owner.query(`alter table app.claim_events disable trigger all`);
    await test.owner.query(
      `update app.claim_events set at = at - interval '9 days' where organisation_id = $1 and to_state = 'sent'`,
      [holder.organisationId],
    );
    await test.owner.query(`alter table app.claim_events enable trigger all`);
    await postClaim(test, holder, await preparedClaim(test, holder));
    await answer(sent, ['removed', 'removed', 'removed', 'refused', 'already-gone']);
    await expect
      .poll(async () => (await figuresFor(holder)).overall.decided.links, SOON)
      .toEqual({ removed: 3, refused: 1, gone: 1, lost: 0 });
    const hand = await byHand(holder.organisationId);
    const found = await figuresFor(holder);
    expect(hand).toMatchObject({ received: 8, removed: 3, refused: 1, gone: 1, open: 2, took: [9, 9, 9] });
    expect(found.overall).toMatchObject({
      claims: { received: hand.received },
      decided: { links: { removed: hand.removed, refused: hand.refused, gone: hand.gone } },
      pending: { links: hand.open },
      removal: { days: 9, of: 3 },
    });
    // One packet is one complaint, of which most links were removed.
    expect(found.overall.decided.complaints).toEqual({ removed: 1, refused: 0, gone: 0, lost: 0 });
    for (const groups of [found.months, found.marketplaces, found.reasons, found.brands]) {
      const sum = groups.reduce((all, { group }) => all + group.decided.links.removed, 0);
      const received = groups.reduce((all, { group }) => all + group.claims.received, 0);
      expect([sum, received]).toEqual([3, 8]);
    }
    expect(found.open).toBe(true);
    expect(found.months.filter(({ open }) => open)).toHaveLength(1);
    // The same by staff, of this one, and of everybody.
    const { organisation } = await figuresFor(ana, { organisation: holder.organisationId });
    expect(organisation?.organisationId).toBe(holder.organisationId);
    const ofOne = await figuresFor(ana, { organisation: holder.organisationId });
    expect(ofOne.overall).toEqual(found.overall);
    const everybody = await figuresFor(ana);
    expect(
      everybody.parties.find((one) => one.organisation.organisationId === holder.organisationId)?.group,
    ).toEqual(found.overall);
    // What lies before the period is not in it.
    const past = await figuresFor(holder, { from: dayAhead(-400), to: dayAhead(-300) });
    expect(past.overall.claims.received + past.overall.decided.links.removed).toBe(0);
    expect(past.open).toBe(false);
  });

  it('show a holder what its representative filed for it alone, and the representative its own', async () => {
    const holder = await participant(test, 'Aurora', 'rights_holder');
    const agent = await participant(test, 'Meridian', 'representative');
    const rightId = await addRight(test, holder.organisationId);
    await test.owner.query("update app.rights set brand = 'Aurora' where right_id = $1", [rightId]);
    await give(test, holder, agent);
    await fileUnder(test, agent.investigator, rightId);

    const own = await figuresFor(holder.manager);
    expect(own.overall.claims.received).toBe(0);
    expect(own.parties).toMatchObject([
      {
        organisation: { organisationId: agent.organisationId, name: 'Meridian' },
        group: { claims: { received: 1 } },
      },
    ]);
    const card = await figuresFor(holder.manager, { party: agent.organisationId });
    expect([card.party?.name, card.overall.claims.received, card.stores]).toEqual(['Meridian', 1, null]);
    const theirs = await figuresFor(agent.manager);
    expect([theirs.isRepresentative, theirs.overall.claims.received]).toEqual([true, 1]);
    expect(theirs.brands).toMatchObject([{ brand: 'Aurora' }]);
    expect(theirs.parties).toMatchObject([{ organisation: { organisationId: holder.organisationId } }]);

    // Nobody else learns anything, of either.
    const stranger = await addInvestigator(test);
    for (const given of [
      { party: agent.organisationId },
      { organisation: holder.organisationId },
      { party: randomUUID() },
    ]) {
      const { status, json } = await ask(test, addressOf(given), stranger);
      expect([status, json]).toMatchObject([404, { code: 'organisation-unknown' }]);
    }
    expect((await figuresFor(stranger)).parties).toEqual([]);
    expect((await ask(test, addressOf({ organisation: randomUUID() }), ana)).status).toBe(404);
    expect((await ask(test, addressOf(), liaison)).status).toBe(403);
  });

  it.each([
    ['a period that ends before it begins', { from: '2026-02-01', to: '2026-01-01' }],
    ['a day that there is not', { from: '2026-02-30', to: '2026-03-01' }],
    ['centuries', { from: '0001-01-01', to: '9999-12-31' }],
    ['SQL', { from: "2026-01-01'; drop table app.claims; --", to: '2026-03-01' }],
    ['something else', { surprise: 'yes' }],
    ['no id', { organisation: '*' }],
  ])('refuse %s', async (_, given) => {
    const { status } = await ask(test, addressOf(given), ana);
    expect(status).toBe(400);
  });

  it('are the same as PDF, XLSX and CSV, in both languages, with what is counted; and the audit has it', async () => {
    const holder = await addInvestigator(test);
    await test.owner.query("update app.rights set brand = '=1+1 乐' where organisation_id = $1", [
      holder.organisationId,
    ]);
    const sent = await sendClaims(test, holder, [ana, ben], 2);
    await answer(sent, ['removed', 'refused']);
    await expect.poll(async () => (await figuresFor(holder)).overall.decided.links.refused, SOON).toBe(1);
    const fileOf = (format: string) =>
      ask(test, `/v1/figures/document?${new URLSearchParams({ ...PERIOD, format })}`, holder);
    const pdf = await fileOf('pdf');
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const read = await readPdf(pdf.bytes);
    for (const text of [
      '50%',
      '投诉统计报告',
      'Reportonclaims',
      '待定',
      '=1+1',
      'Whatiscounted',
      '统计口径',
    ]) {
      expect(read.joined).toContain(text.replaceAll(/\s/g, ''));
    }
    const csv = (await fileOf('csv')).bytes.toString('utf8');
    const [head = '', overall = ''] = csv.split('\r\n');
    expect(head).toContain('Links removed · 下架链接');
    const cells = overall.split(',');
    const at = (name: string) => cells[head.split(',').findIndex((one) => one.startsWith(name))];
    expect([
      at('Claims ·'),
      at('Links removed'),
      at('Links refused'),
      at('Taken down'),
      at('Pending'),
    ]).toEqual(['2', '1', '1', '50%', '0']);
    // What a brand is called is no formula.
    expect(csv).toContain("'=1+1 乐");
    const xlsx = await fileOf('xlsx');
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    const { rows } = await test.owner.query<{ detail: object }>(
      "select entry::json->'detail' as detail from app.audit where organisation_id = $1 and entry->>'action' = 'figures.exported' order by sequence",
      [holder.organisationId],
    );
    expect(rows.map(({ detail }) => detail)).toMatchObject(
      ['pdf', 'csv', 'xlsx'].map((format) => ({ format, ...PERIOD })),
    );
  });
});
