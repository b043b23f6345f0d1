import {
  answerImportDetail,
  answerKept,
  answerPreview,
  type PacketGroup,
  packetDetail,
  packetsBuilt,
} from '@marketsafe/contract';
import { packetLinks, procedureFor } from '@marketsafe/contract/procedures';
import { makeBenchOrganisation, prepareClaims } from './server-claims.ts';
import { sendAll } from './server-load.ts';
import { type BenchPerson, type BenchProgram, makeOrganisation } from './server-program.ts';
import { type Spread, spread } from './timing.ts';

/** How long packets and answers take, in milliseconds. */
export interface PacketFigures {
  links: number;
  /** Packets of 300 links, each built and released. */
  packets: Spread;
  lines: number;
  /** A file of that many lines: looked at, and kept until the last of its claims has moved. */
  preview: number;
  kept: number;
}

/** Links of a packet, as its marketplace takes them. */
const LINKS = packetLinks(procedureFor('aliexpress'));
/** Longest that answers are waited for, in milliseconds. */
const PATIENCE = 300_000;

/** Sends claims in packets of 300 links and brings the marketplace's answers to all of them, by the program's own routes. */
export async function timePackets(
  program: BenchProgram,
  count: number,
  say: (what: string) => void,
): Promise<PacketFigures> {
  say(`${count} claims for packets`);
  const holder = await makeBenchOrganisation(program);
  const { claims } = await prepareClaims(program, [holder], count);
  await sendAll(claims, 16);
  // Reviewing them is another bench's.
  await program.owner.query("update app.claims set state = 'approved' where organisation_id = $1", [
    holder.organisationId,
  ]);
  const staff = await makeOrganisation(program, [['analyst'], ['program_lead']]);
  const [one, other] = staff.people as [BenchPerson, BenchPerson];
  const ask = async (person: BenchPerson, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(new URL(path, program.url), {
      headers: {
        authorization: `Bearer ${person.token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const { organisationId, rightId } = holder;
  const group: PacketGroup = {
    ...{ organisationId, holderId: organisationId, rightId, marketplace: 'aliexpress' },
    ...{ targetKind: 'listing', reason: 'unfair-trademark-use' },
  };
  const { rows } = await program.owner.query<{ claim_id: string; item_id: string }>(
    "select claim_id, item_id from app.claims where organisation_id = $1 and state = 'approved'",
    [organisationId],
  );
  const times: number[] = [];
  for (let from = 0; from < rows.length; from += LINKS) {
    say(`packet ${times.length + 1}`);
    const claimIds = rows.slice(from, from + LINKS).map(({ claim_id }) => claim_id);
    const began = performance.now();
    const { packets } = packetsBuilt.parse(
      await ask(one, '/v1/packets', { group, claimIds, expedited: null }),
    );
    const path = `/v1/packets/${packets[0]?.packetId}`;
    const built = performance.now() - began;
    // What the second person looks at is theirs to take time for.
    const { contentSha256: seen } = packetDetail.parse(await ask(other, path));
    const releasing = performance.now();
    await ask(other, `${path}/release`, { seen, channel: 'desk' });
    if (claimIds.length === LINKS) times.push(built + performance.now() - releasing);
  }
  say('answers');
  const text = rows
    .map(
      ({ item_id }, index) =>
        `${index},https://m.aliexpress.com/item/${item_id}.html,${index % 3 === 0 ? 'refused,no evidence' : 'removed,'}`,
    )
    .join('\n');
  const content = Buffer.from(`no,url,result,reason\n${text}\n`).toString('base64');
  const reading = { marketplace: 'aliexpress' };
  const looking = performance.now();
  const { matched } = answerPreview.parse(await ask(one, '/v1/answers/preview', { reading, content }));
  const preview = performance.now() - looking;
  const keeping = performance.now();
  const order = { reading, content, name: 'answers.csv', expected: matched };
  const { importId } = answerKept.parse(await ask(one, '/v1/answers/imports', order));
  for (;;) {
    const { import: file } = answerImportDetail.parse(await ask(one, `/v1/answers/imports/${importId}`));
    if (file.state === 'applied') break;
    if (performance.now() - keeping > PATIENCE) throw new Error('the answers were not applied');
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    links: LINKS,
    packets: spread(times),
    lines: matched,
    preview,
    kept: performance.now() - keeping,
  };
}
