// npm test [unit|server|e2e]: every project one after another; the last line is always `tests: N passed, N failed`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './support/builds.ts';
import { findChromium, findFirefox } from './support/find-browser.ts';
import { ensureChineseFont } from './support/find-fonts.ts';
import { ensureTools } from './support/find-tools.ts';
import { makeTemporaryFolder, removeFolder } from './support/temporary-folder.ts';
import { countResults, type TestCounts } from './support/test-results.ts';
import { runTool } from './support/tool.ts';
import { reportFailure, UserError } from './support/user-error.ts';

const PROJECTS = ['unit', 'server', 'e2e'] as const;
type Project = (typeof PROJECTS)[number];

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

async function run(project: Project): Promise<TestCounts> {
  const folder = await makeTemporaryFolder('tests');
  try {
    const file = join(folder, 'report.json');
    const { exitCode } = await runTool(
      'vitest',
      [
        'run',
        '--project',
        `${project}*`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      { live: true },
    );
    const report: unknown = await readFile(file, 'utf8').then(JSON.parse, () => null);
    return countResults(report, exitCode);
  } finally {
    await removeFolder(folder);
  }
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
