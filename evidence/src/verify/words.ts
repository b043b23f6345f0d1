import type { Check, PackageVerdict } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** A text of a package without characters that could rewrite or turn round what stands beside it. */
export function plainText(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '�');
}

function headingOf({ id, subject }: Check): string {
  if (!UUID.test(subject)) return 'Package';
  return `${id === 'enrolment' ? 'Device' : 'Capture'} ${subject}`;
}

/** Checks under what they are about, in the order in which it first comes up. */
export function groupChecks(checks: readonly Check[]): { heading: string; checks: Check[] }[] {
  const headings = [...new Set(checks.map(headingOf))];
  return headings.map((heading) => ({
    heading,
    checks: checks.filter((check) => headingOf(check) === heading),
  }));
}

/** What the verdict comes to, in a sentence or two. */
export function conclusionOf({ checks, kind, ok }: PackageVerdict): string {
  const failed = checks.filter(({ state }) => state === 'failed').length;
  const untrusted = checks.filter(({ state }) => state === 'untrusted').length;
  if (!ok)
    return `REFUSED: ${failed} ${failed === 1 ? 'check' : 'checks'} failed. Do not rely on this package.`;
  const words = `OK: this is an unchanged package of kind ${kind}.`;
  if (untrusted === 0) return words;
  const things = untrusted === 1 ? 'One check rests' : `${untrusted} checks rest`;
  return `${words} ${things} on keys or roots that you did not give (marked ?).`;
}
