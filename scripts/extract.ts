// Prints what the extension would read from a saved page: npm run --silent extract -- --url URL FILE.html
import { extract } from './extract/command.ts';
import { runAsProcess } from './support/command-line.ts';

await runAsProcess(extract);
