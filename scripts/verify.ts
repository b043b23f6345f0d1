// Checks an evidence package: npm run --silent verify -- FILE.zip [--roots ROOTS.pem] [--server-key KEY.pem] [--json]
import { reportFailure } from './support/user-error.ts';
import { readOptions } from './verify/options.ts';
import { verdictLines } from './verify/print.ts';
import { verifyFile } from './verify/run.ts';

try {
  const command = readOptions(process.argv.slice(2));
  // npm runs this in the repository; a relative path is meant from where the command was typed.
  const verdict = await verifyFile(command, process.env.INIT_CWD ?? '.');
  console.log(command.json ? JSON.stringify(verdict, null, 2) : verdictLines(verdict).join('\n'));
  process.exitCode = verdict.ok ? 0 : 1;
} catch (error) {
  process.exitCode = reportFailure(error);
}
