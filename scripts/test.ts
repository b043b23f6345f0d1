// npm test [unit|server|e2e]: every project one after another; the last line is always `tests: N passed, N failed`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './support/builds.ts';
import { findChromium, findFirefox } from './support/find-browser.ts';
import { ensureChineseFont } from './support/find-fonts.ts';
import { ensureTools } from './support/find-tools.ts';
import { makeTemporaryFolder, removeFolder } from './support/temporary-folder.ts';
import { countResults, failedFiles, type TestCounts, withoutFiles } from './support/test-results.ts';
import { runTool } from './support/tool.ts';
import { reportFailure, UserError } from './support/user-error.ts';

const PROJECTS = ['unit', 'server', 'e2e'] as const;
type Project = (typeof PROJECTS)[number];

/** Beyond so many failed files it is no matter of being beside others. */
const MOST_AGAIN = 6;

function wanted(): readonly Project[] {
  const names = process.argv.slice(2);
  const chosen = PROJECTS.filter((project) => names.includes(project));
  if (chosen.length !== new Set(names).size) {
    throw new UserError(`usage: npm test [-- ${PROJECTS.join(' | ')}]`, 2);
  }
  return names.length === 0 ? PROJECTS : chosen;
}

/** What a project needs before its first test. */
async function prepare(project: Project): Promise<void> {
  await ensureTools();
  if (project === 'e2e') {
    await ensureBuilt(['console', 'chrome', 'firefox']);
    await findChromium();
    await findFirefox();
    await ensureChineseFont();
  }
}

/** Runs a project, or one file of it; gives the runner's report, null where it left none. */
async function report(
  project: Project,
  ...only: string[]
): Promise<{ report: unknown; exitCode: number | null }> {
  const folder = await makeTemporaryFolder('tests');
  try {
    const file = join(folder, 'report.json');
    const { exitCode } = await runTool(
      'vitest',
      [
        'run',
        ...only,
        '--project',
        `${project}*`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      { live: true },
    );
    return { report: await readFile(file, 'utf8').then(JSON.parse, () => null), exitCode };
  } finally {
    await removeFolder(folder);
  }
}

/**
 * Runs a project. A file with browsers that failed beside others is run once more, alone: what fails there fails, and what only failed
 * beside others is named at the end, to be cured.
 */
async function run(project: Project): Promise<TestCounts> {
  const first = await report(project);
  const counts = countResults(first.report, first.exitCode);
  const again = project === 'e2e' ? failedFiles(first.report) : [];
  if (again.length === 0 || again.length > MOST_AGAIN) return counts;
  const rest = countResults(withoutFiles(first.report, again), 0);
  const ofThem = counts.notes.filter((note) => !rest.notes.includes(note));
  const notes = ofThem.map((note) => `beside others, ${note}`);
  const sum: TestCounts = { ...rest, notes: [...rest.notes, ...notes] };
  for (const file of again) {
    console.log(`\n── ${project}, once more and alone: ${file} ──`);
    const alone = await report(project, file);
    const second = countResults(alone.report, alone.exitCode);
    sum.passed += second.passed;
    sum.failed += second.failed;
    sum.notes.push(...second.notes.map((note) => `alone, ${note}`));
  }
  return sum;
}

let passed = 0;
let failed = 0;
const unhappy: string[] = [];
try {
  for (const project of wanted()) {
    console.log(`\n── ${project} ──`);
    const counts = await prepare(project).then(
      () => run(project),
      (error: unknown): TestCounts => {
        reportFailure(error);
        return { passed: 0, failed: 1, notes: [`${project}: could not be prepared`] };
      },
    );
    passed += counts.passed;
    failed += counts.failed;
    unhappy.push(...counts.notes);
  }
} catch (error) {
  failed += 1;
  reportFailure(error);
}
// At the end, where whoever is shown only the end of it finds them.
for (const note of unhappy) console.log(note);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`tests: ${passed} passed, ${failed} failed`);
