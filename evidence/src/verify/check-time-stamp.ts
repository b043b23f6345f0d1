import { tokenOfResponse } from '../timestamp/response.ts';
import type { TimeStampCondition } from '../timestamp/types.ts';
import { verifyTimeStamp } from '../timestamp/verify.ts';
import type { Context } from './context.ts';
import { readBytes, readText } from './open-package.ts';

const REASONS: Record<TimeStampCondition, string> = {
  form: 'it is no time-stamp of RFC 3161',
  imprint: 'it is the time-stamp of another file',
  'message-digest': 'what it says is not what was signed',
  signature: 'its signature does not hold, or its authority’s certificate is missing',
  'signing-certificate': 'it was signed with another certificate than it names',
  'extended-key-usage': 'its certificate is not one for time-stamping',
  chain: 'its authority’s certificate does not lead to a root that you trust, or was not valid at that time',
};

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
  const say = (state: Parameters<Context['report']>[2], sentence: string) =>
    report(file.id, file.subject, state, sentence);
  const response = await readBytes(opened, file.token, 100_000);
  const token = response && tokenOfResponse(response);
  const chainPem = (await readText(opened, file.chain, 200_000)) ?? '';
  if (!token) {
    say('failed', `The time-stamp ${file.token} does not count: ${REASONS.form}.`);
    return null;
  }
  const { conditions, facts } = await verifyTimeStamp(token, file.sha256, {
    chainPem,
    rootsPem: options.rootsPem,
  });
  const broken = (Object.keys(REASONS) as TimeStampCondition[]).filter((name) => conditions[name] === false);
  if (broken.length > 0 || !facts) {
    const reasons = broken.map((name) => REASONS[name]).join('; ');
    say('failed', `The time-stamp ${file.token} does not count: ${reasons}.`);
    return null;
  }
  const words = `${facts.authority} confirms that ${file.file} existed on ${facts.genTime}`;
  if (conditions.chain === null)
    say(
      'untrusted',
      `${words}; whether this authority is to be trusted has to be checked with its root certificate.`,
    );
  else say('passed', `${words}.`);
  return facts.genTime;
}
