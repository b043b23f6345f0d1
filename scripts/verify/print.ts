import type { Check, CheckState, PackageVerdict, TimeWindow } from '@marketsafe/evidence';

const MARKS: Record<CheckState, string> = { passed: '✓', failed: '✗', absent: '–', untrusted: '?' };

/** Control characters could rewrite what stands on the screen. */
function plain(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '�');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function headingOf({ id, subject }: Check): string {
  if (!UUID.test(subject)) return 'Package';
  return `${id === 'enrolment' ? 'Device' : 'Capture'} ${subject}`;
}

/** Checks under what they are about, in the order in which it first comes up. */
function checkLines(checks: readonly Check[]): string[] {
  const headings = new Set(checks.map(headingOf));
  return [...headings].flatMap((heading) => [
    heading,
    ...checks
      .filter((check) => headingOf(check) === heading)
      .map(({ sentence, state }) => `  ${MARKS[state]} ${plain(sentence)}`),
    '',
  ]);
}

function windowLines({ captureId, claimed, notAfter, notBefore }: TimeWindow): string[] {
  const from = notBefore ?? 'an unknown moment';
  const to = notAfter ?? 'an unknown moment';
  return [
    `Capture ${captureId}`,
    `  made between ${from} and ${to}`,
    `  the device’s clock said ${claimed.start} to ${claimed.end}, which is its claim`,
  ];
}

function conclusion({ checks, kind, ok }: PackageVerdict): string {
  const failed = checks.filter(({ state }) => state === 'failed').length;
  const untrusted = checks.filter(({ state }) => state === 'untrusted').length;
  if (!ok)
    return `REFUSED: ${failed} ${failed === 1 ? 'check' : 'checks'} failed. Do not rely on this package.`;
  const words = `OK: this is an unchanged package of kind ${kind}.`;
  if (untrusted === 0) return words;
  const things = untrusted === 1 ? 'One check rests' : `${untrusted} checks rest`;
  return `${words} ${things} on keys or roots that you did not give (marked ?).`;
}

/** The verdict in lines: each check with its mark (✓ holds, ✗ does not, – nothing to check, ? not yet trusted), the windows, and the end. */
export function verdictLines(verdict: PackageVerdict): string[] {
  return [
    ...checkLines(verdict.checks),
    ...(verdict.windows.length > 0 ? [...verdict.windows.flatMap(windowLines), ''] : []),
    conclusion(verdict),
  ];
}
