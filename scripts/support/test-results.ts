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
  assertionResults: { status: string; fullName: string; meta?: { lacks?: string } }[];
}

function filesOf(report: unknown): ReportedFile[] {
  return report === null ? [] : (report as { testResults: ReportedFile[] }).testResults;
}

/** Paths of the files of a vitest report in which something failed. */
export function failedFiles(report: unknown): string[] {
  return filesOf(report).flatMap(({ name, status }) => (status === 'passed' ? [] : [name]));
}

/** The report without these files. */
export function withoutFiles(report: unknown, files: readonly string[]): unknown {
  return { testResults: filesOf(report).filter(({ name }) => !files.includes(name)) };
}

/**
 * Counts vitest's JSON report. Whatever did not pass counts as failed: a skipped or unfinished test, a file that could not be
 * loaded, a run that ended badly although no test says why, a run without tests, and a run that left no report (`null`). Only a test
 * that says what the machine lacks for it counts neither way, and is noted.
 */
export function countResults(report: unknown, exitCode: number | null): TestCounts {
  if (report === null) {
    return { passed: 0, failed: 1, notes: [`the run ended without a report (exit code ${exitCode})`] };
  }
  const counts: TestCounts = { passed: 0, failed: 0, notes: [] };
  for (const file of filesOf(report)) {
    const lacking = file.assertionResults.filter(({ status, meta }) => status === 'skipped' && meta?.lacks);
    const unhappy = file.assertionResults.filter(
      (result) => result.status !== 'passed' && !lacking.includes(result),
    );
    counts.passed += file.assertionResults.length - unhappy.length - lacking.length;
    for (const { fullName, meta } of lacking) {
      counts.notes.push(`not run, for want of ${meta?.lacks}: ${file.name}: ${fullName}`);
    }
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
