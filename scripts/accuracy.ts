// Compares what is read from saved pages with their true facts: npm run --silent accuracy -- FOLDER
import { accuracy } from './accuracy/command.ts';
import { runAsProcess } from './support/command-line.ts';

await runAsProcess(accuracy);
