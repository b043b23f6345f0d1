// npm run check: format, lint and import direction (Biome), types of all projects, unused code, house rules.
import { houseRuleBreaches } from './support/house-rules.ts';
import { runTool } from './support/tool.ts';
import { reportFailure } from './support/user-error.ts';

interface Check {
  name: string;
  /** Gives what is wrong, or null. */
  run: () => Promise<string | null>;
}

function tool(packageName: string, args: readonly string[]): () => Promise<string | null> {
  return async () => {
    const { exitCode, output } = await runTool(packageName, args);
    return exitCode === 0 ? null : output;
  };
}

const CHECKS: readonly Check[] = [
  // Types of the build tool's own, which the root project refers to.
  { name: 'prepare types', run: tool('wxt', ['prepare']) },
  { name: 'format, lint, import direction', run: tool('@biomejs/biome', ['ci', '.']) },
  { name: 'types: contract', run: tool('typescript', ['-p', 'contract']) },
  { name: 'types: evidence', run: tool('typescript', ['-p', 'evidence']) },
  { name: 'types: looks', run: tool('typescript', ['-p', 'looks']) },
  { name: 'types: server', run: tool('typescript', ['-p', 'server']) },
  { name: 'types: console', run: tool('typescript', ['-p', 'console']) },
  { name: 'types: extension, tests, scripts', run: tool('typescript', ['-p', '.']) },
  { name: 'unused code', run: tool('knip', []) },
  {
    name: 'house rules',
    run: async () => {
      const breaches = houseRuleBreaches();
      return breaches.length === 0 ? null : breaches.join('\n');
    },
  },
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
