import { type Call, connect, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import { type RenewDeps, type Renewed, renew } from './renew.ts';
import { isDue } from './renewal.ts';
import { connectionOf, expireSession, type Held } from './session.ts';

/**
 * Sends requests for a sign-in. The access token is replaced before it runs out, and once more where the server does not know it any more;
 * nobody who sends has to think of it. A request whose token could not be replaced fails as if the server could not be reached, or as signed
 * out where the server says that the sign-in is over. Every request is for this sign-in, never for a later one.
 * @param beforeEach is waited for before each request, also before those that replace a token; where it rejects, nothing is sent
 */
export function sessionCall<Row extends Held>(
  db: ReporterDatabase,
  deps: RenewDeps,
  session: Row,
  beforeEach: () => Promise<void> = async () => undefined,
): Call {
  let current = session;

  async function replace(): Promise<Renewed<Row>> {
    await beforeEach();
    const renewed = await renew(db, deps, current);
    if (renewed.ok) current = renewed.session;
    return renewed;
  }

  return async (request) => {
    if (current.renewal && isDue(current.renewal, deps.now())) {
      const renewed = await replace();
      if (!renewed.ok) return renewed;
    }
    const { token } = current;
    await beforeEach();
    const answer = await connect(deps, connectionOf(current))(request);
    if (answer.ok || !current.renewal || !isProgramsWord(answer, 401)) return answer;
    // Another request may have replaced it while this one was under way.
    if (token === current.token) {
      const renewed = await replace();
      if (!renewed.ok) return renewed;
    }
    await beforeEach();
    const again = await connect(deps, connectionOf(current))(request);
    if (!again.ok && isProgramsWord(again, 401)) await expireSession(db, current.token);
    return again;
  };
}
