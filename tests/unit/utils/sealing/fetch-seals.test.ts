import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { drain } from '../../../../utils/outbox/drain.ts';
import { fetchSeals } from '../../../../utils/sealing/fetch-seals.ts';
import { SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const HOUR = 3_600_000;

/** Delivers some reports to a program that has no authority. */
async function delivered(reports: number): Promise<Stage> {
  const stage = await newStage();
  for (let number = 1; number <= reports; number += 1) await stage.queue(number);
  await drain(stage.deps, { hurry: false });
  return stage;
}

/** One round; gives how many captures were asked about. */
async function round(stage: Stage): Promise<number> {
  const before = stage.server.requests.length;
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  const failure = await fetchSeals(stage.db, call, stage.clock.now);
  expect(failure).toBeUndefined();
  return stage.server.requests.slice(before).filter((line) => line.includes('/seal')).length;
}

describe('fetching seals from a program without an authority', () => {
  it('asks about each capture once, and then about one of them every few hours', async () => {
    const stage = await delivered(3);
    expect(await round(stage)).toBe(3);
    expect(await stage.db.seals.count()).toBe(3);
    stage.clock.advance(HOUR);
    expect(await round(stage)).toBe(0);
    stage.clock.advance(6 * HOUR);
    expect(await round(stage)).toBe(1);
    expect(await round(stage)).toBe(0);
  });

  it('hears of a time-stamp once the program has got an authority, for every capture', async () => {
    const stage = await delivered(2);
    await round(stage);
    stage.server.timeStamp = { state: 'pending' };
    stage.clock.advance(7 * HOUR);
    expect(await round(stage)).toBe(2);
    const states = async () => (await stage.db.seals.toArray()).map(({ seal }) => seal.timeStamp.state);
    expect(await states()).toEqual(['pending', 'pending']);
    const at = '2026-01-01T00:00:00.000Z';
    stage.server.timeStamp = { state: 'stamped', token: 'AAAA', chain: 'PEM', at, authority: 'CN=test' };
    await round(stage);
    expect(await states()).toEqual(['stamped', 'stamped']);
    expect(await round(stage)).toBe(0);
  });

  it('asks again where the clock was set back, so that a wrong date does not silence it', async () => {
    const stage = await delivered(1);
    await round(stage);
    await stage.db.seals.toCollection().modify({ fetchedAt: stage.clock.now() + 1_000 * HOUR });
    expect(await round(stage)).toBe(1);
  });
});
