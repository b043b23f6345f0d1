/** What one run of the test runner came to. */
export interface TestCounts {
  passed: number;
  failed: number;
  /** What failed besides tests that say so themselves, for the summary. */
  notes: string[];
}

interface ReportedFile {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string }[];
}

/**
 * Counts vitest's JSON report. Whatever did not pass counts as failed: a skipped or unfinished test, a file that could not be
 * loaded, a run that ended badly although no test says why, a run without tests, and a run that left no report (`null`).
 */
export function countResults(report: unknown, exitCode: number | null): TestCounts {
  if (report === null) {
    return { passed: 0, failed: 1, notes: [`the run ended without a report (exit code ${exitCode})`] };
  }
  const { testResults } = report as { testResults: ReportedFile[] };
  const counts: TestCounts = { passed: 0, failed: 0, notes: [] };
  for (const file of testResults) {
    const unhappy = file.assertionResults.filter(({ status }) => status !== 'passed');
    counts.passed += file.assertionResults.length - unhappy.length;
    counts.failed += unhappy.length;
    for (const { status, fullName } of unhappy) counts.notes.push(`${status}: ${file.name}: ${fullName}`);
    if (file.status !== 'passed' && unhappy.length === 0) {
      counts.failed += 1;
      counts.notes.push(`could not run: ${file.name}: ${file.message}`);
    }
  }
  if (counts.passed + counts.failed === 0) {
    return { passed: 0, failed: 1, notes: ['no tests were found'] };
  }
  if (exitCode !== 0 && counts.failed === 0) {
    counts.failed += 1;
    counts.notes.push(`the run failed outside of any test (exit code ${exitCode})`);
  }
  return counts;
}
