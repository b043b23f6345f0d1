import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { ALLOWED } from '../../server/src/telemetry/allowed.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { SOON } from '../support/soon.ts';
import { gone, startProgram, stopPrograms } from './program.ts';
import {
  addInvestigator,
  addProgram,
  keepView,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sendJson,
  sha256,
  type TestServer,
  writeToThread,
} from './support.ts';

/** Tells on standard error what of OpenTelemetry a process loads. */
const LISTENER = `--import=data:text/javascript,${encodeURIComponent(
  "import{registerHooks}from'node:module';registerHooks({load(url,context,next){if(url.includes('@opentelemetry/'))console.error('loaded '+url);return next(url,context)}})",
)}`;
/** Another library brings this one, which does nothing by itself. */
const OF_OTHERS = /node_modules\/@opentelemetry\/(api|semantic-conventions)\//;
const loadedBy = (output: string) =>
  [...output.matchAll(/^loaded (\S+)$/gm)].map(([, url = '']) => url).filter((url) => !OF_OTHERS.test(url));

let collector: Awaited<ReturnType<typeof startOtlpReceiver>>;
let dataFolder: string;
let databaseUrl: string;
beforeAll(async () => {
  collector = await startOtlpReceiver();
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-telemetry-'));
  databaseUrl = await freshDatabase();
});
afterAll(async () => {
  await stopPrograms();
  collector.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Names of attributes in what a collector got. */
function attributesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{"key":"([^"]+)"/g)].map(([, name = '']) => name))].sort();
}

describe('a server with a collector', () => {
  it('tells it of requests and statements, and nothing of what they were about; nor does the log', async () => {
    const program = await startProgram(dataFolder, {
      ...{ DATABASE_URL: databaseUrl, LOG_LEVEL: 'trace', NODE_OPTIONS: LISTENER },
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    const owner = connect(databaseUrl, '-c timezone=UTC', 2);
    const test = { url: program.url, owner } as TestServer;
    const person = await addInvestigator(test);
    const { analyst } = await addProgram(test);

    const canary = `canary${randomUUID().replaceAll('-', '')}`;
    await owner.query('update app.memberships set name = $1', [`${canary} name`]);
    await owner.query('update app.organisations set name = $1', [`${canary} organisation`]);
    const claim = await preparedClaim(test, person);
    claim.target = {
      ...claim.target,
      title: `${canary} title`,
      seller: { name: `${canary} seller` },
    } as typeof claim.target;
    claim.explanation = {
      en: `${canary} explains why it is an infringement of our mark.`,
      zh: `${canary} 说明`,
    };
    const key = randomUUID();
    const taken = await postClaim(test, person, claim, key);
    expect([taken.status, taken.json]).toEqual([201, taken.json]);
    // Good requests, and ones that go wrong in every way that has a message of its own.
    const claimId = claim.claimId;
    for (const [path, by] of [
      [`/v1/claims/${claimId}`, person],
      [`/v1/review/claims/${claimId}`, analyst],
      [`/v1/search?text=${canary}`, person],
      [`/v1/claims?${canary}=1`, person],
      [`/${canary}`, person],
      [`/v1/blobs/${sha256(canary)}`, person],
    ] as const) {
      await send(test, path, { person: by, headers: { 'user-agent': canary, 'x-forwarded-for': canary } });
    }
    expect(
      await writeToThread(test, person, `/v1/threads/claim/${claimId}`, { kind: 'message', text: canary }),
    ).toBe(204);
    await keepView(test, person);
    await putBlob(test, person, Buffer.from(canary), 'image/png', sha256('another'));
    await sendJson(test, '/v1/claims', {
      person,
      body: { ...claim, reason: canary },
      headers: { 'idempotency-key': key },
    });
    await sendJson(test, '/api/auth/sign-in/email', {
      body: { email: `${canary}@holder.example`, password: canary },
      headers: { origin: program.url },
    });
    await send(test, '/v1/me', { headers: { authorization: `Bearer ${canary}` } });
    // A statement that fails, with the value in PostgreSQL's own message.
    await sendJson(test, '/v1/claims', { person, body: { ...claim, claimId: canary } });

    await expect.poll(() => collector.text('/v1/traces'), SOON).toContain('POST /v1/claims');
    program.child.kill('SIGTERM');
    expect(await gone(program.child)).toBe(0);
    await owner.end();

    const all = collector.text();
    const traces = collector.text('/v1/traces');
    for (const named of [
      'GET /v1/review/claims/:claimId',
      'postgresql',
      'POST /v1/threads/:about/:subjectId',
    ])
      expect(traces).toContain(named);
    expect(collector.text('/v1/metrics')).toContain('http.server.request.duration');
    expect(attributesIn(all).filter((name) => !name.startsWith('service.'))).toEqual(
      ALLOWED.filter((name) => all.includes(`"${name}"`)).sort(),
    );
    const { organisationId, userId, token } = person;
    for (const secret of [
      canary,
      claimId,
      organisationId,
      userId,
      token,
      key,
      claim.target.itemId ?? '',
      '@',
    ])
      expect(all).not.toContain(secret);
    // The log may say whose request it was.
    for (const secret of [canary, claimId, organisationId, token, key, claim.target.itemId ?? ''])
      expect(program.output()).not.toContain(secret);
    expect(loadedBy(program.output())).not.toEqual([]);
  });

  it('goes on when it takes nothing, and stops as fast', async () => {
    const program = await startProgram(dataFolder, {
      ...{ DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' },
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    });
    expect((await fetch(`${program.url}/health`)).status).toBe(200);
    program.child.kill('SIGTERM');
    expect(await gone(program.child)).toBe(0);
  });
});

describe('a server without a collector', () => {
  it('loads nothing of it', async () => {
    const program = await startProgram(dataFolder, { DATABASE_URL: databaseUrl, NODE_OPTIONS: LISTENER });
    expect((await fetch(`${program.url}/health`)).status).toBe(200);
    program.child.kill('SIGTERM');
    expect(await gone(program.child)).toBe(0);
    expect(loadedBy(program.output())).toEqual([]);
  });
});
