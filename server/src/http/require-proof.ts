import type { Session } from '../auth/sessions.ts';
import { HttpProblem } from '../problems.ts';
import type { Services } from './services.ts';

/**
 * Makes sure that whoever has a session has shown again of late who they are, by `POST /v1/me/proof` or at the provider: a screen that was
 * left open changes nothing by which somebody, or a program of theirs, gets in.
 * @throws HttpProblem `proof-needed`
 */
export async function requireProof(
  { sessions }: Pick<Services, 'sessions'>,
  { sessionId }: Pick<Session, 'sessionId'>,
): Promise<void> {
  if (!(await sessions.isProven(sessionId))) throw new HttpProblem('proof-needed');
}
