import type { Check, CheckState, PackageVerdict } from '@marketsafe/evidence';
import {
  conclusionOf,
  groupChecks,
  type Language,
  packageFindingSentence,
  windowPrint,
} from '@marketsafe/words';

const MARKS: Record<CheckState, string> = { passed: '✓', failed: '✗', absent: '–', untrusted: '?' };

function checkLines(checks: readonly Check[], language: Language): string[] {
  return groupChecks(checks, language).flatMap((group) => [
    group.heading,
    ...group.checks.map((check) => `  ${MARKS[check.state]} ${packageFindingSentence(check, language)}`),
    '',
  ]);
}

/** The verdict in lines: each check with its mark (✓ holds, ✗ does not, – nothing to check, ? not yet trusted), the windows, and the end. */
export function verdictLines(verdict: PackageVerdict, language: Language): string[] {
  return [
    ...checkLines(verdict.checks, language),
    ...(verdict.windows.length > 0
      ? [...verdict.windows.flatMap((window) => windowPrint(window, language)), '']
      : []),
    conclusionOf(verdict, language),
  ];
}
