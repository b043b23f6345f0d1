import type { OpenQuestion } from '@marketsafe/contract';
import { describe, expect, it, vi } from 'vitest';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import { isAsked } from '../../../../utils/drafts/asked.ts';
import {
  addToReply,
  finishReply,
  queueWithdrawal,
  takeBackFollowing,
  writeReply,
} from '../../../../utils/drafts/reply.ts';
import { drain } from '../../../../utils/outbox/drain.ts';
import { type ModelRequest, ModelServer, problemAnswer } from './support/model-server.ts';
import { LockTable, MortalWorker } from './support/mortal-worker.ts';
import { finishReport, signIn } from './support/reports.ts';
import { VirtualClock } from './support/virtual-clock.ts';

const START = 1_700_000_100_000;
const QUESTION_ID = '0193a000-0000-7000-8000-0000000000aa';
const PDF = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]);
const masker = vi.fn() as never;

/** A report that was sent and asked about; the server notes each answer by its key. */
async function scene() {
  const name = `reply-${crypto.randomUUID()}`;
  const db = new ReporterDatabase(name);
  const draftId = await finishReport(db, { number: 1, pictureBytes: 100, now: START });
  await signIn(db, 'token');
  const server = new ModelServer();
  server.tokens.add('token');
  const answers = new Map<string, string>();
  const claimed: { path: string; missing: boolean }[] = [];
  let refusal: Response | undefined;
  /** Somebody of another organisation is signed in by now. */
  let isForeign = false;
  const network = async (request: ModelRequest) => {
    const kind = /^\/v1\/claims\/([^/]+)\/(answers|withdrawal)$/.exec(request.path);
    if (isForeign && request.path === '/v1/rights') return Response.json({ rights: [] });
    if (!kind) return server.handle(request);
    if (refusal) return refusal.clone();
    const key = request.headers.get('Idempotency-Key') ?? '';
    const body = new TextDecoder().decode(request.body);
    const { files = [] } = JSON.parse(body) as { files?: { sha256: string }[] };
    claimed.push({ path: request.path, missing: files.some(({ sha256 }) => !server.blobs.has(sha256)) });
    const before = answers.get(key);
    if (before !== undefined && before !== body) return problemAnswer(422, 'idempotency-key-reused');
    answers.set(key, body);
    const state = kind[2] === 'answers' ? 'in_review' : 'withdrawn';
    return Response.json({ claimId: kind[1], number: 'MS-7K3P-Q9XD', state, sequence: 4 });
  };
  const clock = new VirtualClock(START);
  const world = { clock, random: () => 0.5, locks: new LockTable(), online: () => true, network };
  await new MortalWorker(name, world).live((deps) => drain(deps, { hurry: false }));
  const question: OpenQuestion = {
    questionId: QUESTION_ID,
    claimId: draftId,
    number: 'MS-7K3P-Q9XD',
    askedAt: new Date(START).toISOString(),
    by: 'Ana',
    cause: 'mark-not-shown',
    wanted: ['text', 'files'],
    text: '',
  };
  await db.drafts.update(draftId, { question, serverState: 'needs_info' });
  await writeReply(db, draftId, 'See the label.');
  await addToReply(db, draftId, [new File([PDF], 'label.pdf')]);
  const refuse = (response: Response | undefined) => {
    refusal = response;
  };
  const signInElsewhere = async () => {
    isForeign = true;
    await db.reference.delete('rights');
  };
  return { name, db, draftId, server, world, clock, answers, claimed, refuse, signInElsewhere };
}

const live = ({ name, world }: Awaited<ReturnType<typeof scene>>, dieAt?: number) => {
  const worker = new MortalWorker(name, world, dieAt === undefined ? {} : { dieAt });
  return worker.live((deps) => drain(deps, { hurry: false })).then((end) => ({ end, calls: worker.calls }));
};

async function callsOfAWholeRun(): Promise<number> {
  const stage = await scene();
  await finishReply(stage.db, stage.draftId, { masker, now: START });
  stage.db.close();
  return (await live(stage)).calls;
}

describe('an answer', async () => {
  const calls = await callsOfAWholeRun();

  it.each(Array.from({ length: calls }, (_, index) => index + 1))(
    'arrives once, after its files, whenever its worker dies (call %i)',
    async (dieAt) => {
      const stage = await scene();
      await finishReply(stage.db, stage.draftId, { masker, now: START });
      stage.db.close();
      expect((await live(stage, dieAt)).end).toBe('died');
      await live(stage);
      const db = new ReporterDatabase(stage.name);
      const [entry] = await db.outbox.where('entityId').equals(`answer:${stage.draftId}`).toArray();
      expect(entry?.state).toBe('acked');
      expect([...stage.answers.keys()]).toEqual([entry?.opId]);
      expect(stage.claimed.every(({ missing }) => !missing)).toBe(true);
      const draft = await db.drafts.get(stage.draftId);
      expect(draft).toMatchObject({ serverState: 'in_review' });
      expect([draft?.question, draft?.reply]).toEqual([undefined, undefined]);
      expect((await db.lines.get(stage.draftId))?.urgentAt).toBeUndefined();
      db.close();
    },
  );

  it('needs somebody until it is on its way, again once it is refused, and is kept to be changed', async () => {
    const stage = await scene();
    const { db, draftId } = stage;
    const line = () => db.lines.get(draftId);
    expect(await line()).toMatchObject({ asked: 'mark-not-shown', urgentAt: expect.any(Number) });
    await finishReply(db, draftId, { masker, now: START });
    await finishReply(db, draftId, { masker, now: START }).catch(() => undefined);
    expect(
      await db.outbox
        .where('kind')
        .equals('answer')
        .count()
        .catch(() => -1),
    ).toBe(-1);
    expect((await db.outbox.toArray()).filter(({ kind }) => kind === 'answer')).toHaveLength(1);
    expect((await line())?.urgentAt).toBeUndefined();
    // What was signed does not change any more.
    await writeReply(db, draftId, 'Other words');
    expect((await db.drafts.get(draftId))?.reply?.text).toBe('See the label.');
    stage.refuse(
      problemAnswer(409, 'conflict', { code: 'question-closed', params: { number: 'MS-7K3P-Q9XD' } }),
    );
    await live(stage);
    expect(await line()).toMatchObject({ urgentAt: expect.any(Number), following: { state: 'parked' } });
    await takeBackFollowing(db, draftId, 'answer');
    const draft = await db.drafts.get(draftId);
    expect(draft?.reply).toMatchObject({ text: 'See the label.', files: [{ name: 'label.pdf' }] });
    expect(draft && isAsked(draft)).toBe(true);
    db.close();
  });

  it('goes to no other organisation than the report’s, and none of its bytes do', async () => {
    const stage = await scene();
    await finishReply(stage.db, stage.draftId, { masker, now: START });
    await stage.signInElsewhere();
    stage.db.close();
    const before = stage.server.blobs.size;
    await live(stage);
    expect([stage.server.blobs.size, stage.answers.size]).toEqual([before, 0]);
  });
});

describe('a withdrawal', () => {
  it('waits ten seconds, in which it can be taken back, and then goes once', async () => {
    const stage = await scene();
    const { db, draftId, clock } = stage;
    const withdrawal = { cause: 'settled', text: '' } as const;
    await queueWithdrawal(db, draftId, withdrawal, START);
    await queueWithdrawal(db, draftId, withdrawal, START);
    await live(stage);
    expect(stage.answers.size).toBe(0);
    await takeBackFollowing(db, draftId, 'withdrawal');
    clock.advance(60_000);
    await live(stage);
    expect(stage.answers.size).toBe(0);
    await queueWithdrawal(db, draftId, withdrawal, clock.now());
    clock.advance(10_001);
    await live(stage);
    expect([...stage.answers.values()]).toEqual([JSON.stringify(withdrawal)]);
    expect(await db.drafts.get(draftId)).toMatchObject({ serverState: 'withdrawn' });
    db.close();
  });
});
