import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyAudit } from './audit/verify.ts';
import { connect } from './db/connect.ts';
import { type RunningServer, startServer } from './index.ts';
import { parseAuthorities } from './sealing/authorities.ts';

/**
 * Command line of the backend. Settings come from the environment: PORT (4310), HOST (127.0.0.1), DATA_FOLDER (.data),
 * DATABASE_URL (embedded PostgreSQL when left out), AUTH_SECRET, SIGNING_KEY_FILE, TIME_STAMP_AUTHORITIES, PUBLIC_URL, TRUSTED_PROXIES
 * (comma-separated), LOG_LEVEL (info), DEMO (1 makes the demo program). `--verify-audit` checks the audit chains and ends.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { env } = process;

async function main(): Promise<void> {
  const verifyOnly = process.argv.includes('--verify-audit');
  const starting = startServer({
    dataFolder: env.DATA_FOLDER ?? join(root, '.data'),
    port: verifyOnly ? 0 : portOf(env.PORT),
    host: env.HOST ?? '127.0.0.1',
    consoleFolder: join(root, 'console', 'dist'),
    seedDemo: env.DEMO === '1',
    logLevel: env.LOG_LEVEL ?? (verifyOnly ? 'warn' : 'info'),
    trustedProxies: (env.TRUSTED_PROXIES ?? '').split(',').filter(Boolean),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.AUTH_SECRET ? { authSecret: env.AUTH_SECRET } : {}),
    ...(env.SIGNING_KEY_FILE ? { signingKeyFile: env.SIGNING_KEY_FILE } : {}),
    // Checking the audit asks nobody for anything.
    timeStampAuthorities: verifyOnly ? [] : parseAuthorities(env.TIME_STAMP_AUTHORITIES ?? ''),
    ...(env.PUBLIC_URL ? { publicUrl: env.PUBLIC_URL } : {}),
  });
  // From the first moment on: a server killed while it starts would leave its database running.
  stopOnSignal(starting);
  const server = await starting;
  if (verifyOnly) {
    await reportAudit(server);
    return;
  }
  console.log(`MarketSafe server listening at ${server.url}`);
  if (server.demo) {
    console.log(`Demo program: sign in as ${server.demo.email} with the password ${server.demo.password}`);
  }
}

async function reportAudit(server: RunningServer): Promise<void> {
  const owner = connect(server.databaseUrl, '-c timezone=UTC', 1);
  try {
    const { entries, faults } = await verifyAudit(owner);
    for (const { organisationId, sequence, problem } of faults) {
      console.error(`organisation ${organisationId}, entry ${sequence}: ${problem}`);
    }
    console.log(`Audit: ${entries} entries hold, ${faults.length} chains broken.`);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await owner.end();
    await server.close();
  }
}

function stopOnSignal(starting: Promise<RunningServer>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // A start that failed has stopped everything itself, and main says why.
    starting.then((server) => server.close().catch(report)).catch(() => undefined);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause instanceof Error) console.error(`Cause: ${error.cause.message}`);
  process.exitCode = 1;
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 4310);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT is "${text}"; it must be a number from 0 to 65535.`);
}

main().catch(report);
