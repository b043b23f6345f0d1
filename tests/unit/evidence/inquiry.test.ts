import type { AddedFile, ClaimAnswer, ClaimSubmission } from '@marketsafe/contract';
import {
  canonicalJson,
  fromBase64,
  type PackagedCapture,
  type PackagedQuestion,
  PackageProblem,
  type PackageRequest,
  sha256Hex,
  verifyPackage,
} from '@marketsafe/evidence';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  claimOver,
  makeCaptures,
  makeParties,
  type Parties,
  pack,
  requestFor,
  sealOf,
} from './support/program.ts';
import { Unpacked } from './support/tamper.ts';

const WORDS = 'The mark is on the label.';

let parties: Parties;
let captures: PackagedCapture[];
let claim: ClaimSubmission;
let answer: ClaimAnswer;
let inquiries: Map<string, PackagedQuestion[]>;
const added = new Map<string, Blob>();

const question = (questionId: string, state: PackagedQuestion['state']): PackagedQuestion => ({
  questionId,
  askedAt: '2026-11-24T05:00:00.000Z',
  by: 'Ana Analyst',
  cause: 'mark-not-shown',
  wanted: ['text', 'files', 'capture'],
  text: 'Where is the mark?',
  state,
});

beforeAll(async () => {
  parties = await makeParties();
  const made = await makeCaptures(parties, 2);
  captures = await Promise.all(made.map(async (one) => ({ ...one, seal: await sealOf(parties, one) })));
  const [first, second] = captures;
  if (!first || !second) throw new Error('there are two');
  // The first is what was filed, the second what the answer brought.
  claim = await claimOver([first]);
  const bytes = new Blob(['%PDF-1.7 the label']);
  const file: AddedFile = {
    ...{ name: 'label of Li Wei.pdf', sha256: await sha256Hex(bytes), bytes: bytes.size },
    type: 'application/pdf',
  };
  added.set(file.sha256, bytes);
  answer = {
    questionId: crypto.randomUUID(),
    text: WORDS,
    files: [file],
    evidence: (await claimOver([second])).evidence,
  };
  inquiries = new Map([
    [
      claim.claimId,
      [
        question(crypto.randomUUID(), 'closed'),
        {
          ...question(answer.questionId, 'answered'),
          answer: { answeredAt: '2026-11-24T06:00:00.000Z', by: 'Ines', given: answer },
        },
      ],
    ],
  ]);
});

async function packed(change: Partial<PackageRequest> = {}) {
  const { blob } = await pack(
    requestFor(parties, captures, { claims: [claim], added, inquiries, ...change }),
  );
  return { blob, unpacked: await Unpacked.of(blob) };
}

const textOf = ({ files }: Unpacked, name: string) => new TextDecoder().decode(files.get(name));
const FOLDER = 'data/claim-01';

describe('a package of evidence', () => {
  it('holds what was asked and every answer as it was handed in, with files and captures, and is found sound', async () => {
    const { blob, unpacked } = await packed();
    expect([...unpacked.files.keys()].filter((name) => name.startsWith('data/claim-'))).toEqual([
      `${FOLDER}.json`,
      `${FOLDER}/questions.json`,
      `${FOLDER}/answer-02.json`,
      `${FOLDER}/answer-02/file-001.pdf`,
    ]);
    expect(textOf(unpacked, `${FOLDER}/answer-02.json`)).toBe(canonicalJson(answer));
    expect(textOf(unpacked, `${FOLDER}/answer-02/file-001.pdf`)).toBe('%PDF-1.7 the label');
    expect(textOf(unpacked, `${FOLDER}/questions.json`)).toContain('Where is the mark?');
    const { ok, checks, windows } = await verifyPackage(blob, { serverKeys: [parties.server.publicKey] });
    expect(ok).toBe(true);
    expect(checks.filter(({ id }) => id === 'inquiry')).toEqual([
      expect.objectContaining({
        state: 'passed',
        code: 'questions-fine',
        params: expect.objectContaining({ count: 2 }),
      }),
    ]);
    expect(windows).toHaveLength(2);
  });

  it('of claims about which nothing was asked is as it was before', async () => {
    const one = await packed({ inquiries: undefined, captures: captures.slice(0, 1) });
    const other = await packed({ inquiries: new Map(), captures: captures.slice(0, 1) });
    expect([...one.unpacked.files.keys()]).toEqual([...other.unpacked.files.keys()]);
    expect([...one.unpacked.files.keys()].some((name) => name.includes('question'))).toBe(false);
  });

  it('is not made without a file or a capture of an answer, nor with the answer to another question', async () => {
    const reasonOf = (change: Partial<PackageRequest>) =>
      packed(change).then(
        () => 'made',
        (error) => (error instanceof PackageProblem ? error.reason : String(error)),
      );
    expect(await reasonOf({ added: new Map() })).toBe('file-missing');
    expect(await reasonOf({ captures: captures.slice(0, 1) })).toBe('bad-input');
    const [closed, answered] = inquiries.get(claim.claimId) ?? [];
    if (!closed || !answered) throw new Error('both are there');
    const swapped = [answered, { ...closed, answer: answered.answer }];
    expect(await reasonOf({ inquiries: new Map([[claim.claimId, swapped]]) })).toBe('bad-input');
  });

  it.each<[string, string, (unpacked: Unpacked) => void | Promise<void>]>([
    [
      'a file of an answer is missing',
      'claim-file',
      (un) => void un.files.delete(`${FOLDER}/answer-02/file-001.pdf`),
    ],
    ['a file of an answer was changed', 'claim-file', (un) => un.flip(`${FOLDER}/answer-02/file-001.pdf`)],
    ['there is one more', 'answer-unnamed', (un) => un.write(`${FOLDER}/answer-02/file-002.pdf`, '%PDF-')],
    ['an answer is missing', 'answer-unreadable', (un) => void un.files.delete(`${FOLDER}/answer-02.json`)],
    [
      'an answer says something else in another form',
      'answer-unreadable',
      (un) => un.write(`${FOLDER}/answer-02.json`, `${canonicalJson(answer)}\n`),
    ],
    [
      'an answer is another question’s',
      'answer-of-other',
      (un) =>
        un.write(`${FOLDER}/answer-02.json`, canonicalJson({ ...answer, questionId: crypto.randomUUID() })),
    ],
    [
      'an answer names another record of its capture',
      'claim-other-record',
      (un) =>
        un.write(
          `${FOLDER}/answer-02.json`,
          canonicalJson({
            ...answer,
            evidence: answer.evidence.map((item) => ({ ...item, manifestSha256: '0'.repeat(64) })),
          }),
        ),
    ],
    [
      'an answer names another signature than the device’s',
      'claim-other-signature',
      (un) =>
        un.write(
          `${FOLDER}/answer-02.json`,
          canonicalJson({
            ...answer,
            evidence: answer.evidence.map((item) => ({
              ...item,
              signature: claim.evidence[0]?.signature ?? '',
            })),
          }),
        ),
    ],
    [
      'the list of questions is missing',
      'answer-unnamed',
      (un) => void un.files.delete(`${FOLDER}/questions.json`),
    ],
    [
      'the list of questions is about another claim',
      'questions-of-other',
      (un) =>
        un.write(
          `${FOLDER}/questions.json`,
          textOf(un, `${FOLDER}/questions.json`).replaceAll(claim.claimId, crypto.randomUUID()),
        ),
    ],
    [
      'a question is said to be answered that is not',
      'answer-misnamed',
      (un) =>
        un.write(
          `${FOLDER}/questions.json`,
          textOf(un, `${FOLDER}/questions.json`).replace('"state":"closed"', '"state":"answered"'),
        ),
    ],
    ['the list is none', 'questions-unreadable', (un) => un.write(`${FOLDER}/questions.json`, '{}')],
  ])('is refused where %s, though everything was listed and signed anew', async (_, code, tamper) => {
    const { unpacked } = await packed();
    await tamper(unpacked);
    await unpacked.listPayload(parties.server);
    await unpacked.listTags(parties.server);
    const { ok, checks } = await verifyPackage(await unpacked.zip(), {
      serverKeys: [parties.server.publicKey],
    });
    expect(ok).toBe(false);
    const failed = checks.filter(({ state }) => state === 'failed');
    expect(new Set(failed.map(({ id }) => id))).toEqual(new Set(['inquiry']));
    expect(failed.map((check) => check.code)).toContain(code);
  });
});

describe('a disclosure', () => {
  it('holds nothing of what was asked and answered', async () => {
    const { blob, unpacked } = await packed({ kind: 'disclosure', captures: captures.slice(0, 1) });
    expect([...unpacked.files.keys()].filter((name) => /question|answer/.test(name))).toEqual([]);
    const bytes = new TextDecoder('latin1').decode(await blob.arrayBuffer());
    for (const secret of [WORDS, 'Where is the mark', 'the label', 'Ana Analyst', answer.questionId])
      expect(bytes).not.toContain(secret);
    expect(fromBase64(answer.evidence[0]?.signature ?? '')).not.toBeNull();
    expect(bytes).not.toContain(answer.evidence[0]?.captureId ?? 'none');
  });

  it('is refused with an answer in it', async () => {
    const { unpacked } = await packed({ kind: 'disclosure', captures: captures.slice(0, 1) });
    unpacked.write(`${FOLDER}/answer-01.json`, canonicalJson(answer));
    await unpacked.listPayload(parties.server);
    await unpacked.listTags(parties.server);
    expect((await verifyPackage(await unpacked.zip())).ok).toBe(false);
  });
});
