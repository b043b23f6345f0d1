import { randomUUID } from 'node:crypto';
import { type ClaimSubmission, serverChallenge } from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import {
  type Capture,
  enrolmentOf,
  listingUrl,
  makeCapture,
  makeDevice,
} from '../../tests/server/captures.ts';
import { type Prepared, sendAll } from './server-load.ts';
import { type BenchPerson, type BenchProgram, makeOrganisation } from './server-program.ts';

/** A claim that waits to be sent: its files are with the server already. */
export type PreparedClaim = Prepared & { organisationId: string };

/**
 * People a claim's organisation has in the bench. The server lets each session make 1,200 requests a minute, and nothing of it is
 * switched off: so many people are needed to bring more.
 */
const PEOPLE = 60;

/** An organisation whose claims are made here. */
export interface BenchOrganisation {
  organisationId: string;
  rightId: string;
  people: BenchPerson[];
  device: ReturnType<typeof makeDevice>;
  /** Whose picture and page all captures of the device share: what a capture weighs is another bench's. */
  shared: Capture;
}

let items = 1_005_006_000_000_000n;

function bearer({ token }: BenchPerson): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Makes an organisation with a device that it has enrolled. */
export async function makeBenchOrganisation(program: BenchProgram): Promise<BenchOrganisation> {
  const roles = Array.from({ length: PEOPLE }, (): ['investigator'] => ['investigator']);
  const made = await makeOrganisation(program, roles);
  const [person] = made.people;
  if (!person) throw new Error('an organisation of the bench has nobody');
  const device = makeDevice();
  const issued = await fetch(new URL('/v1/challenge', program.url), { headers: bearer(person) });
  const challenge = serverChallenge.parse(await issued.json());
  const enrolled = await fetch(new URL('/v1/devices', program.url), {
    method: 'POST',
    headers: { ...bearer(person), 'content-type': 'application/json' },
    body: JSON.stringify(enrolmentOf(device, challenge)),
  });
  if (!enrolled.ok) throw new Error(`enrolling the bench's device was answered with ${enrolled.status}`);
  const shared = makeCapture('1', { device });
  const [, ...files] = shared.blobs;
  await handIn(
    shared.item.files.map(({ sha256, type }, index) =>
      putOf(program, person, sha256, files[index]?.bytes ?? Buffer.alloc(0), type),
    ),
  );
  return { ...made, device, shared };
}

function putOf(
  program: BenchProgram,
  person: BenchPerson,
  sha256: string,
  bytes: Buffer,
  type: string,
): Prepared {
  return {
    method: 'PUT',
    url: new URL(`/v1/blobs/${sha256}`, program.url),
    headers: {
      ...bearer(person),
      'content-type': type,
      'content-length': String(bytes.length),
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
    body: bytes,
  };
}

function claimOn(rightId: string, itemId: string, { item }: Capture): ClaimSubmission {
  return {
    schema: 1,
    claimId: randomUUID(),
    rightId,
    reason: 'unfair-trademark-use',
    explanation: {
      en: 'The title uses our registered mark for goods that we never made. '.repeat(12),
      zh: '标题使用了我方注册商标，但该商品并非我方生产。'.repeat(12),
    },
    target: {
      kind: 'listing',
      marketplace: 'aliexpress',
      itemId,
      canonicalUrl: listingUrl(itemId),
      title: 'A jacket',
      capturedAt: item.capturedAt,
    },
    evidence: [item],
    declarations: { goodFaith: true, accurate: true, authorised: true },
    tool: { version: '0.1.0' },
  };
}

/** The next capture of the organisation's device: a record of its own on files that all of them share. */
function nextCapture({ device, shared }: BenchOrganisation, itemId: string): Capture {
  const { files } = shared.item;
  const capture = makeCapture(itemId, { device, write: (record) => canonicalJson({ ...record, files }) });
  return { ...capture, item: { ...capture.item, files }, blobs: capture.blobs.slice(0, 1) };
}

async function handIn(files: readonly Prepared[]): Promise<number> {
  const { answers, seconds } = await sendAll(files, 16);
  const refused = answers.find(({ answer }) => answer.status !== 201);
  if (refused) throw new Error(`a file of the bench was answered with ${refused.answer.status}`);
  return files.length / seconds;
}

/**
 * Makes claims, each with a capture of its own, and hands their records in.
 * @returns the claims, those of the organisations in turn, and the files handed in a second
 */
export async function prepareClaims(
  program: BenchProgram,
  organisations: readonly BenchOrganisation[],
  count: number,
): Promise<{ claims: PreparedClaim[]; filesPerSecond: number }> {
  const files: Prepared[] = [];
  const claims: PreparedClaim[] = [];
  for (let at = 0; at < count; at += 1) {
    const organisation = organisations[at % organisations.length];
    const person = organisation?.people[Math.floor(at / organisations.length) % PEOPLE];
    if (!organisation || !person) throw new Error('the bench has no organisation');
    items += 1n;
    const itemId = String(items);
    const capture = nextCapture(organisation, itemId);
    files.push(putOf(program, person, capture.item.manifestSha256, capture.manifest, 'application/json'));
    const body = Buffer.from(JSON.stringify(claimOn(organisation.rightId, itemId, capture)));
    claims.push({
      organisationId: organisation.organisationId,
      method: 'POST',
      url: new URL('/v1/claims', program.url),
      headers: {
        ...bearer(person),
        'content-type': 'application/json',
        'content-length': String(body.length),
        'idempotency-key': randomUUID(),
      },
      body,
    });
  }
  return { claims, filesPerSecond: await handIn(files) };
}
