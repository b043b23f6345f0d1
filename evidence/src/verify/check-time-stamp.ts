import type { PackageFindingCode } from '@marketsafe/contract';
import { tokenOfResponse } from '../timestamp/response.ts';
import type { TimeStampCondition } from '../timestamp/types.ts';
import { verifyTimeStamp } from '../timestamp/verify.ts';
import type { Context } from './context.ts';
import { readBytes, readText } from './open-package.ts';

/** What a condition that does not hold is called. */
const BROKEN = {
  form: 'stamp-form',
  imprint: 'stamp-imprint',
  'message-digest': 'stamp-message-digest',
  signature: 'stamp-signature',
  'signing-certificate': 'stamp-signing-certificate',
  'extended-key-usage': 'stamp-usage',
  chain: 'stamp-chain',
} as const satisfies Record<TimeStampCondition, PackageFindingCode>;

interface StampedFile {
  id: 'time-stamp' | 'package-time-stamp';
  subject: string;
  /** The file that the token should be over. */
  file: string;
  sha256: string;
  /** Names of the token and of its certificates in the package. */
  token: string;
  chain: string;
}

/** Checks a token of the package and reports; gives its time where it holds. */
export async function checkTimeStamp(context: Context, file: StampedFile): Promise<string | null> {
  const { opened, options, report } = context;
  const refuse = (condition: TimeStampCondition) =>
    report(file.id, file.subject, 'failed', BROKEN[condition], { token: file.token });
  const response = await readBytes(opened, file.token, 100_000);
  const token = response && tokenOfResponse(response);
  const chainPem = (await readText(opened, file.chain, 200_000)) ?? '';
  if (!token) {
    refuse('form');
    return null;
  }
  const { conditions, facts } = await verifyTimeStamp(token, file.sha256, {
    chainPem,
    rootsPem: options.rootsPem,
  });
  const broken = (Object.keys(BROKEN) as TimeStampCondition[]).filter((name) => conditions[name] === false);
  if (broken.length > 0 || !facts) {
    for (const condition of broken.length > 0 ? broken : (['form'] as const)) refuse(condition);
    return null;
  }
  const said = { authority: facts.authority, file: file.file, at: facts.genTime };
  if (conditions.chain === null) report(file.id, file.subject, 'untrusted', 'stamp-untrusted', said);
  else report(file.id, file.subject, 'passed', 'stamp-holds', said);
  return facts.genTime;
}
