import { describe, expect, it } from 'vitest';
import { countResults, failedFiles, withoutFiles } from '../../../../scripts/support/test-results.ts';

function report(...files: { status: string; tests: string[]; message?: string }[]) {
  return {
    testResults: files.map(({ status, tests, message = '' }, index) => ({
      name: `file-${index}`,
      status,
      message,
      assertionResults: tests.map((each, number) => ({ status: each, fullName: `test ${number}` })),
    })),
  };
}

describe('counting test results', () => {
  it('counts what passed and what failed', () => {
    const counts = countResults(report({ status: 'failed', tests: ['passed', 'failed', 'passed'] }), 1);
    expect(counts).toMatchObject({ passed: 2, failed: 1 });
  });

  it.each(['skipped', 'pending', 'todo', 'disabled'])('counts a %s test as failed', (status) => {
    expect(countResults(report({ status: 'passed', tests: ['passed', status] }), 0)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a test neither way that says what the machine lacks for it, and notes it', () => {
    const [file] = report({ status: 'passed', tests: ['passed', 'skipped'] }).testResults;
    const assertionResults = file?.assertionResults.map((each) =>
      each.status === 'skipped' ? { ...each, meta: { lacks: 'a small disk' } } : each,
    );
    const counts = countResults({ testResults: [{ ...file, assertionResults }] }, 0);
    expect(counts).toMatchObject({ passed: 1, failed: 0 });
    expect(counts.notes.join()).toContain('for want of a small disk');
  });

  it('knows the files in which something failed, and the rest', () => {
    const all = report(
      { status: 'passed', tests: ['passed'] },
      { status: 'failed', tests: ['passed', 'failed'] },
      { status: 'failed', tests: [], message: 'no such module' },
    );
    expect(failedFiles(all)).toEqual(['file-1', 'file-2']);
    expect(countResults(withoutFiles(all, failedFiles(all)), 0)).toMatchObject({ passed: 1, failed: 0 });
    expect(failedFiles(null)).toEqual([]);
  });

  it('counts a file that could not be loaded as failed and says which', () => {
    const counts = countResults(report({ status: 'failed', tests: [], message: 'no such module' }), 1);
    expect(counts.failed).toBe(1);
    expect(counts.notes.join()).toContain('no such module');
  });

  it('counts a run that ended badly as failed although every test passed', () => {
    expect(countResults(report({ status: 'passed', tests: ['passed'] }), 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a run without any test as failed', () => {
    expect(countResults(report(), 0).failed).toBe(1);
  });

  it('counts a run that left no report as failed', () => {
    expect(countResults(null, null).failed).toBe(1);
  });

  it('finds nothing wrong with a good run', () => {
    expect(countResults(report({ status: 'passed', tests: ['passed'] }), 0)).toEqual({
      passed: 1,
      failed: 0,
      notes: [],
    });
  });
});
