import type pg from 'pg';

/**
 * Has every ended session that is not written down yet written down, the oldest first. One that another process writes down just now is
 * left to it.
 * @param columns what is read of each
 */
export async function recordEach<Reused extends { sessionId: string }>(
  pool: pg.Pool,
  columns: string,
  record: (reused: Reused) => Promise<void>,
): Promise<void> {
  while (await recordOne(pool, columns, record));
}

async function recordOne<Reused extends { sessionId: string }>(
  pool: pg.Pool,
  columns: string,
  record: (reused: Reused) => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Reused>(
      `select ${columns} from "reusedSession" where "recordedAt" is null order by "endedAt" limit 1 for update skip locked`,
    );
    const [reused] = rows;
    if (reused) {
      await record(reused);
      await client.query('update "reusedSession" set "recordedAt" = now() where "sessionId" = $1', [
        reused.sessionId,
      ]);
    }
    await client.query('commit');
    return reused !== undefined;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
