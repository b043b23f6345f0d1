// Checks an evidence package: npm run --silent verify -- FILE.zip [--roots ROOTS.pem] [--server-key KEY.pem] [--language zh-CN] [--json]
import { runAsProcess } from './support/command-line.ts';
import { verify } from './verify/command.ts';

await runAsProcess(verify);
