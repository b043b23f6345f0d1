import {
  type Check,
  type CheckState,
  conclusionOf,
  groupChecks,
  type PackageVerdict,
  plainText,
  type TimeWindow,
} from '@marketsafe/evidence';

const MARKS: Record<CheckState, string> = { passed: '✓', failed: '✗', absent: '–', untrusted: '?' };

function checkLines(checks: readonly Check[]): string[] {
  return groupChecks(checks).flatMap((group) => [
    group.heading,
    ...group.checks.map(({ sentence, state }) => `  ${MARKS[state]} ${plainText(sentence)}`),
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

/** The verdict in lines: each check with its mark (✓ holds, ✗ does not, – nothing to check, ? not yet trusted), the windows, and the end. */
export function verdictLines(verdict: PackageVerdict): string[] {
  return [
    ...checkLines(verdict.checks),
    ...(verdict.windows.length > 0 ? [...verdict.windows.flatMap(windowLines), ''] : []),
    conclusionOf(verdict),
  ];
}
