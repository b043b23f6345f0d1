import type { RootStamp } from '@marketsafe/contract';
import { timeStampHolds, verifyTimeStamp } from '@marketsafe/evidence';
import type pg from 'pg';
import { sha256Of } from './roots.ts';

/** How far the program's clock and an authority's may be apart, in milliseconds. */
const CLOCKS = 10 * 60_000;

/** What of a token over a root is needed to check it. */
type Checked = Pick<RootStamp, 'number' | 'token' | 'chain' | 'at'>;

/** Every token that the database holds over roots. @param client connects as the database's owner */
export async function readStamps(client: pg.ClientBase): Promise<Checked[]> {
  const { rows } = await client.query<{ number: number; token: Buffer; chain: string; stamped_at: Date }>(
    'select number, token, chain, stamped_at from meta.root_stamps order by number',
  );
  return rows.map(({ number, token, chain, stamped_at: at }) => ({
    number,
    chain,
    token: token.toString('base64'),
    at: at.toISOString(),
  }));
}

/**
 * Holds time-stamps of roots against the roots' texts.
 * @param texts of the database's roots, by their numbers
 * @param rootsPem roots that the authorities' certificates must lead to; where they are not given it is not checked who they are
 */
export async function stampFaults(
  stamps: readonly Checked[],
  texts: ReadonlyMap<number, string>,
  rootsPem: string | undefined,
): Promise<[number: number, problem: string][]> {
  const faults: [number, string][] = [];
  for (const { number, token, chain } of stamps) {
    const text = texts.get(number);
    if (text === undefined) {
      faults.push([number, 'the root that was time-stamped is gone']);
      continue;
    }
    const verdict = await verifyTimeStamp(new Uint8Array(Buffer.from(token, 'base64')), sha256Of(text), {
      chainPem: chain,
      rootsPem,
    });
    if (!timeStampHolds(verdict)) {
      faults.push([number, 'the time-stamp of the root does not hold over it']);
    } else if (Date.parse(datedIn(text)) - Date.parse(verdict.facts?.genTime ?? '') > CLOCKS) {
      faults.push([number, 'the root says that it was made after it was time-stamped']);
    }
  }
  return faults;
}

/** When a root says that it was made. */
function datedIn(text: string): string {
  try {
    return String((JSON.parse(text) as { at?: unknown }).at);
  } catch {
    return '';
  }
}
