// Measures a part of the product: npm run bench -- NAME [arguments]
import { Interrupted } from './support/clean-up.ts';
import { reportFailure, UserError } from './support/user-error.ts';

/** One benchmark. `run` gets the arguments after its name and prints its figures. */
interface Benchmark {
  summary: string;
  run: (args: readonly string[]) => Promise<void>;
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  capture: {
    summary: 'captures of one window and of whole pages, in Chromium, and checking them',
    run: async (args) => (await import('./bench/capture.ts')).benchCapture(args),
  },
  desk: {
    summary: 'popup and workspace with few and many reports, in Chromium',
    run: async (args) => (await import('./bench/desk.ts')).benchDesk(args),
  },
  extract: {
    summary: 'recognising pages and reading their facts, in Chromium',
    run: async (args) => (await import('./bench/extract.ts')).benchExtraction(args),
  },
  server: {
    summary: 'claims a second into the server, beside a bare route, and lists of a million claims',
    run: async (args) => (await import('./bench/server.ts')).benchServer(args),
  },
};

function usage(): string {
  const list = Object.entries(BENCHMARKS).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `usage: npm run bench -- NAME [arguments]\n${list.join('\n')}`;
}

try {
  const [name = '', ...args] = process.argv.slice(2);
  const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
  if (!benchmark) throw new UserError(name ? `There is no benchmark "${name}".\n${usage()}` : usage(), 2);
  await benchmark.run(args);
} catch (error) {
  if (error instanceof Interrupted) process.exitCode = 130;
  else process.exitCode = reportFailure(error);
}
