import { randomUUID } from 'node:crypto';
import { claimReceipt, PROBLEM_BASE, problem } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addInvestigator,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let investigator: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  investigator = await addInvestigator(test);
});
afterAll(() => test.close());

const kindOf = (json: unknown) => problem.parse(json).type.replace(PROBLEM_BASE, '');

function postFile(hash: string, person: Person, key: string = randomUUID()) {
  const headers = { 'idempotency-key': key };
  return send(test, `/v1/claims/from-file/${hash}`, { method: 'POST', person, headers });
}

/** Hands bytes in as a file; returns their hash. */
async function put(bytes: Buffer, person: Person = investigator, type = 'application/json'): Promise<string> {
  expect((await putBlob(test, person, bytes, type)).status).toBe(201);
  return sha256(bytes);
}

describe('POST /v1/claims/from-file/{sha256}', () => {
  it('takes in the very bytes that were handed in as a file, as the same operation as a claim in a body', async () => {
    const body = Buffer.from(JSON.stringify(await preparedClaim(test, investigator)));
    const key = randomUUID();
    const first = await postFile(await put(body), investigator, key);
    expect(first.status).toBe(201);
    const receipt = claimReceipt.parse(first.json);
    expect(receipt.bodySha256).toBe(sha256(body));
    const kept = await test.owner.query('select body from app.claims where claim_id = $1', [receipt.claimId]);
    expect(kept.rows[0].body).toEqual(body);

    const whole = await postClaim(test, investigator, body, key);
    expect([whole.status, whole.json]).toEqual([201, first.json]);
    expect(whole.headers.get('idempotency-replayed')).toBe('true');
  });

  it('names the file where it is not there, is another organisation’s or no JSON', async () => {
    const body = Buffer.from(JSON.stringify(await preparedClaim(test, investigator)));
    const stranger = await addInvestigator(test);
    const page = await put(Buffer.from('{}  '), investigator, 'text/html');
    const theirs = await put(body, stranger);
    for (const hash of [sha256('nothing'), theirs, page]) {
      const answer = await postFile(hash, investigator);
      expect([answer.status, kindOf(answer.json)]).toEqual([409, 'blobs-missing']);
      expect(problem.parse(answer.json).missing).toEqual([hash]);
    }
  });

  it('refuses what a body is refused for, in the same words', async () => {
    const claim = await preparedClaim(test, investigator);
    for (const bytes of [
      Buffer.from(JSON.stringify({ ...claim, reason: 7, added: true })),
      Buffer.from('{"a":'),
      Buffer.from('{"__proto__":{}}'),
      Buffer.from([0x7b, 0xff, 0x7d]),
    ]) {
      const asFile = await postFile(await put(bytes), investigator);
      const asBody = await postClaim(test, investigator, bytes);
      const plain = (json: unknown) => ({ ...problem.parse(json), instance: '' });
      expect([asFile.status, plain(asFile.json)]).toEqual([asBody.status, plain(asBody.json)]);
      expect(asFile.status).toBeLessThan(500);
    }
  });

  it('needs a key, and is not for the program’s staff', async () => {
    const hash = await put(Buffer.from(JSON.stringify(await preparedClaim(test, investigator))));
    expect(kindOf((await postFile(hash, investigator, 'none')).json)).toBe('idempotency-key-missing');
    const analyst = await addPerson(test, investigator.organisationId, ['analyst']);
    expect((await postFile(hash, analyst)).status).toBe(403);
  });
});

describe('the address that people open', () => {
  it.each([
    'https://host.example/reports/',
    'reports.example.com',
    'ftp://host.example',
    'https://host.example/?a',
  ])('%s is refused at the start, in words', async (publicUrl) => {
    const options = { publicUrl, dataFolder: test.dataFolder, databaseUrl: test.databaseUrl };
    await expect(startTestServer(options)).rejects.toThrow(/PUBLIC_URL is ".*without a path/);
  });
});
