// npm run check: format, lint and import direction (Biome), types of every project, unused code, house rules, words.
import { wordsBreaches } from './support/catalogue.ts';
import { houseRuleBreaches } from './support/house-rules.ts';
import { roomBreaches } from './support/rooms.ts';
import { sentenceBreaches } from './support/sentences.ts';
import { runTool } from './support/tool.ts';
import { reportFailure } from './support/user-error.ts';

interface Check {
  name: string;
  /** Gives what is wrong, or null. */
  run: () => Promise<string | null>;
}

function tool(npmPackage: string, args: readonly string[]): () => Promise<string | null> {
  return async () => {
    const { exitCode, output } = await runTool(npmPackage, args);
    return exitCode === 0 ? null : output;
  };
}

function breaches(list: () => readonly string[]): () => Promise<string | null> {
  return async () => {
    const found = list();
    return found.length === 0 ? null : found.join('\n');
  };
}

/** Types of a project; what did not change since the last run is not looked at again. */
function types(project: string) {
  const kept = `node_modules/.cache/types/${project === '.' ? 'all' : project}.tsbuildinfo`;
  return tool('typescript', ['-p', project, '--incremental', '--tsBuildInfoFile', kept]);
}

const CHECKS: readonly Check[] = [
  // Types of the build tool's own, which the root project refers to.
  { name: 'prepare types', run: tool('wxt', ['prepare']) },
  { name: 'format, lint, import direction', run: tool('@biomejs/biome', ['ci', '.']) },
  { name: 'types: contract', run: types('contract') },
  { name: 'types: words', run: types('words') },
  { name: 'types: evidence', run: types('evidence') },
  { name: 'types: looks', run: types('looks') },
  { name: 'types: server', run: types('server') },
  { name: 'types: console', run: types('console') },
  { name: 'types: API client', run: types('api-client') },
  { name: 'types: extension, tests, scripts', run: types('.') },
  { name: 'unused code', run: tool('knip', []) },
  { name: 'house rules', run: breaches(houseRuleBreaches) },
  { name: 'rooms', run: breaches(roomBreaches) },
  { name: 'messages in both languages', run: breaches(wordsBreaches) },
  { name: 'no sentences in code', run: breaches(sentenceBreaches) },
];

try {
  const failed: string[] = [];
  for (const { name, run } of CHECKS) {
    const started = performance.now();
    const wrong = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${wrong === null ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (wrong !== null) {
      console.log(wrong);
      failed.push(name);
    }
  }
  if (failed.length > 0) {
    console.error(`check failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
} catch (error) {
  process.exitCode = reportFailure(error);
}
