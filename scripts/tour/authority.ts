import { m } from '@marketsafe/words';
import type { CleanUp } from '../support/clean-up.ts';
import { runCommand } from '../support/command.ts';
import { type OpensslAuthority, startOpensslAuthority } from '../support/openssl-authority.ts';
import { ROOT } from '../support/paths.ts';

/** Starts a time-stamp authority for the tour, so that its captures get real tokens; null, and said so, where there is no OpenSSL. */
export async function tourAuthority(cleanUp: CleanUp): Promise<OpensslAuthority | null> {
  const found = await runCommand('openssl', ['version'], ROOT).catch(() => null);
  if (found?.exitCode !== 0) {
    console.log(m.start_no_openssl());
    return null;
  }
  const authority = await cleanUp.ends(startOpensslAuthority(), (started) => started.close());
  console.log(m.start_authority({ version: found.output.trim() }));
  return authority;
}
