import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openAuditLog } from './audit/log.ts';
import { recordSessions } from './audit/reused-sessions.ts';
import { openAccounts } from './auth/accounts.ts';
import { type Auth, createAuth, SESSION_SECONDS } from './auth/auth.ts';
import { createDeviceProofs } from './auth/device-proofs.ts';
import { openDeviceRequests } from './auth/device-requests.ts';
import { openExtensionSessions } from './auth/extension-sessions.ts';
import { keepSignInSmall } from './auth/housekeeping.ts';
import { openIdentities } from './auth/identities.ts';
import { createKnownTokens } from './auth/known-tokens.ts';
import { openOwnSessions } from './auth/own-sessions.ts';
import { openPasskeys } from './auth/passkeys.ts';
import { openPasswordStore } from './auth/password-store.ts';
import { openProvider } from './auth/provider.ts';
import { createRefreshTokens } from './auth/refresh-tokens.ts';
import { createSignInLimits } from './auth/sign-in-limits.ts';
import { openTickets } from './auth/tickets.ts';
import { type BlobPlace, openBlobStore } from './blobs/open-store.ts';
import { DEFAULT_QUOTAS, openQuotas } from './blobs/quotas.ts';
import { createUploadLocker } from './blobs/upload-locker.ts';
import { openUploads } from './blobs/uploads.ts';
import { createPlaces } from './claims/places.ts';
import { openInstance } from './data-folder/instance.ts';
import { lockDataFolder } from './data-folder/lock.ts';
import { openScratch } from './data-folder/scratch.ts';
import { checkIsolation } from './db/check-isolation.ts';
import { connect, connectionsOf, connectSignIn } from './db/connect.ts';
import { openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { fillDemo } from './demo/fill.ts';
import { seedDemo } from './demo/seed.ts';
import { openDrawing } from './drawing/drawing.ts';
import { watchReadings } from './drift/count.ts';
import { watchDisk } from './health/disk.ts';
import { watchHealth } from './health/health.ts';
import { openMetrics } from './health/metrics.ts';
import { watchObjectStore } from './health/object-store.ts';
import { createApp } from './http/app.ts';
import { PROVIDER_CALLBACK } from './http/routes/provider-sign-in.ts';
import { openJobs } from './jobs/jobs.ts';
import { openMailer } from './mail/mail.ts';
import { openOptOut } from './mail/opt-out.ts';
import type { RunningServer, ServerOptions } from './options.ts';
import type { RunningCluster } from './postgres/cluster.ts';
import { runEmbeddedPostgres } from './postgres/index.ts';
import { DatabaseGivenUp, logNews } from './postgres/news.ts';
import type { News } from './postgres/supervise.ts';
import { keepRelease } from './procedures/release.ts';
import { openCounts } from './processes/counts.ts';
import { openLeases } from './processes/leases.ts';
import { watchDeletions } from './retention/watch.ts';
import { createTracing } from './review/traces.ts';
import { createScrub } from './scrub/scrub.ts';
import { loadAuthorities } from './sealing/authorities.ts';
import { publishedKeyIds, publishKey } from './sealing/published-keys.ts';
import { openSigningKey } from './sealing/signing-key.ts';
import { createTimeStamps } from './sealing/time-stamps.ts';
import { createSeal } from './secrets/seal.ts';
import { blame, SettingError } from './setting-error.ts';
import { probeObjectStore } from './settings/probe-object-store.ts';
import { usableDatabase, usableDataFolder } from './settings/usable.ts';
import { openStandby } from './standby/open-standby.ts';
import { watchLeaving } from './standing/leaving/watch.ts';
import { openTelemetry } from './telemetry/telemetry.ts';
import { openMachine } from './translation/machine.ts';
import { watchRootStamps } from './verification/root-stamps.ts';
import { openRoots } from './verification/roots.ts';
import { ROOTS_FILE } from './verification/roots-file.ts';
import { VERSION } from './version.ts';
import { openWatches } from './watches.ts';
import { type Reach, resolveByMachine } from './webhooks/address.ts';
import { watchWebhooks } from './webhooks/watch.ts';

export type { DemoCredentials } from './demo/seed.ts';
export type { RunningServer, ServerOptions } from './options.ts';

/** Claims that may wait to be taken in, in all and of one organisation: about half a second's work. */
const PLACES = { most: 256, mostOfOne: 128 };

/** How long an access token of an extension holds, in seconds. */
const ACCESS_SECONDS = 15 * 60;

/**
 * Starts the program backend. When it returns the server answers; when it throws, everything it had started is stopped again and
 * the error says in plain words what to do.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  try {
    return await start(options, stops, stopAll);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function start(
  options: ServerOptions,
  stops: (() => Promise<void>)[],
  stopAll: () => Promise<void>,
): Promise<RunningServer> {
  const { host = '127.0.0.1', rateLimit = true, trustedProxies = [], logLevel = 'warn' } = options;
  const dataFolder = resolve(options.dataFolder);
  const publicOrigin = options.publicUrl === undefined ? null : originOf(options.publicUrl);
  // Some of what is to be said is said before there is a log for it.
  let app: FastifyInstance | undefined;
  const onProblem = (err: unknown, message: string) => app?.log.warn({ err }, message);
  let isClosing = false;
  const onLost = (error: Error) => {
    // The database may end a connection that is still saying goodbye.
    if (!isClosing) onProblem(error, 'a connection to the database broke; the next one replaces it');
  };
  const onNews = (news: News) => {
    if (app) logNews(app.log, news);
    if (news.event === 'given-up') options.onGivenUp?.(new DatabaseGivenUp(news.awayMs));
  };
  await usableDataFolder(dataFolder);
  const { databaseUrl, authSecret, cluster } = await openData(dataFolder, options, stops, onNews);

  const owner = connect(databaseUrl, '-c timezone=UTC', 2, { onLost });
  stops.push(() => owner.end());
  if (!cluster) await usableDatabase(owner, databaseUrl);
  await migrate(owner);
  await checkIsolation(owner);
  const keyOptions = { file: options.signingKeyFile, publishedKeys: await publishedKeyIds(owner) };
  const signingKey = await openSigningKey(dataFolder, keyOptions).catch((error: unknown) => {
    throw options.signingKeyFile === undefined ? error : blame('SIGNING_KEY_FILE', error);
  });
  await publishKey(owner, signingKey);
  await keepRelease(owner);
  const db = openDatabase(databaseUrl, onLost);
  stops.push(() => db.close());
  const authPool = connectSignIn(databaseUrl, onLost);
  stops.push(() => authPool.end());
  const counts = openCounts(authPool);
  const leases = openLeases(authPool);
  const reading =
    options.databaseReadUrl === undefined
      ? null
      : openStandby(options.databaseReadUrl, { primary: db, owner, authPool, onLost, onProblem });
  if (reading) stops.push(() => reading.close());

  const blobs: BlobPlace = { folder: join(dataFolder, 'blobs'), s3: options.objectStore };
  if (blobs.s3) await probeObjectStore(blobs.s3);
  const store = await openBlobStore(blobs);
  const quotas = openQuotas(join(dataFolder, 'uploads'), db, { ...DEFAULT_QUOTAS, ...options.quotas });
  const uploads = await openUploads(
    join(dataFolder, 'uploads'),
    db,
    store,
    quotas,
    createUploadLocker(leases),
  );
  stops.push(async () => uploads.close());
  // The embedded database has one server, which has its folder to itself.
  const isAlone = cluster !== null;
  const drawn = await openScratch(join(dataFolder, 'drawing'), isAlone);
  stops.push(() => drawn.close());
  const drawing = await openDrawing({ blobs, scratch: drawn.folder });
  stops.push(() => drawing.close());

  const packing = await openScratch(join(dataFolder, 'packing'), isAlone);
  stops.push(() => packing.close());
  const scratch = packing.folder;

  const disk = await watchDisk(
    [
      dataFolder,
      join(dataFolder, 'blobs'),
      join(dataFolder, 'uploads'),
      ...(cluster ? [cluster.folder] : []),
    ],
    options.diskReserve,
  );
  const scrub = createScrub({
    ...{ owner, db, store, leases, onProblem, pace: options.scrubPace },
    onDamage: (found) => app?.log.error(found, 'a stored file is no longer what was handed in'),
  });
  stops.push(() => scrub.close());
  const health = watchHealth({
    db,
    disk,
    files: scrub.state,
    objectStore: blobs.s3 ? watchObjectStore(blobs.s3) : null,
    ownDatabase: cluster?.condition ?? null,
    version: VERSION,
  });

  const authorities = await loadAuthorities(options.timeStampAuthorities ?? []);
  const timeStamps =
    authorities.length > 0
      ? createTimeStamps({ owner, db, authorities, onProblem, pace: options.timeStampPace })
      : null;

  const tracing = createTracing({ owner, db, onProblem });
  stops.push(() => tracing.close());
  const accounts = openAccounts(authPool);
  const leaving = watchLeaving({
    ...{ db, store, signingKey, timeStamps, version: VERSION, accounts, scratch, leases, onProblem },
    folder: join(dataFolder, 'leaving'),
  });
  stops.push(() => leaving.close());
  // An export with a deleted claim in it goes, too.
  const deletions = watchDeletions({ owner, db, store, onProblem, onDone: leaving.wake });
  stops.push(() => deletions.close());

  // Known only once the server listens, when port 0 was asked for.
  let port = options.port;
  const publicUrl = () => publicOrigin ?? `http://${urlHost(host)}:${port}`;
  const origins = () =>
    publicOrigin ? [publicUrl()] : [publicUrl(), `http://localhost:${port}`, `http://127.0.0.1:${port}`];
  // Without an address of its own people reach it on this machine only, perhaps through something else that listens here.
  const isOurs = (origin: string) => (publicOrigin === null ? isLoopback(origin) : origin === publicOrigin);
  const accessSeconds = options.accessSeconds ?? ACCESS_SECONDS;
  const refreshTokens = createRefreshTokens(authSecret);
  const deviceProofs = createDeviceProofs(authSecret, isOurs);
  const extensionSessions = openExtensionSessions({
    ...{ pool: authPool, refreshTokens, proofs: deviceProofs },
    life: { access: accessSeconds, session: SESSION_SECONDS },
  });
  const auditLog = openAuditLog(db);
  const sessionRecorder = recordSessions({ db, auditLog, extensionSessions, onProblem });
  stops.push(() => sessionRecorder.close());
  const signInHousekeeping = keepSignInSmall(authPool, onProblem);
  stops.push(async () => signInHousekeeping.close());
  const signInLimits = createSignInLimits(authSecret, counts);
  const mail = openMailer({ owner, secret: authSecret, dataFolder, settings: options.mail ?? {}, onProblem });
  stops.push(() => mail.close());
  const optOut = openOptOut(authSecret, () => publicUrl());
  const readings = watchReadings({ owner, leases, onProblem, every: options.readingsEvery });
  stops.push(() => readings.close());
  const watches = openWatches({
    ...{ owner, db, mail, optOut, onProblem, address: () => publicUrl(), newsPace: options.newsPace },
  });
  stops.push(() => watches.close());
  const webhookSeal = createSeal(authSecret, 'marketsafe webhook secrets');
  const vaultSeal = createSeal(authSecret, 'marketsafe vault of test buys');
  const reach: Reach = { resolve: resolveByMachine, loopback: false, ...options.webhooks };
  const webhooks = watchWebhooks({
    ...{ owner, db, mail, seal: webhookSeal, reach, onProblem, pace: options.webhooks?.pace },
    address: () => publicUrl(),
  });
  stops.push(() => webhooks.close());
  const pools = () => ({
    program: db.connections(),
    sign_in: connectionsOf(authPool),
    owner: connectionsOf(owner),
  });
  const standby = reading?.standby ?? null;
  const metrics = openMetrics({ disk, ownDatabase: cluster?.condition ?? null, pools, standby });
  const telemetry = options.telemetry
    ? await openTelemetry({ ...options.telemetry, version: VERSION, pools, onProblem })
    : null;
  if (telemetry) stops.push(() => telemetry.close());
  const deviceRequests = openDeviceRequests(authPool);
  let made: Auth | undefined;
  const auth = (): Auth => {
    made ??= createAuth({
      ...{
        pool: authPool,
        deviceRequests,
        secret: authSecret,
        publicUrl: publicUrl(),
        trustedOrigins: origins(),
      },
      onProblem: (level, message) => app?.log.warn({ level, message }, 'sign-in'),
    });
    return made;
  };
  const http = await createApp(
    {
      ...{ db, store, uploads, quotas, drawing, disk, health, signingKey, timeStamps, auth, origins },
      ...{ tracing, scratch, deletions, leaving },
      optOut,
      applications: {
        contact: options.programContact ?? null,
        seal: createSeal(authSecret, 'marketsafe application forms'),
        least: options.applicationLeast ?? 3_000,
      },
      calendars: { seal: createSeal(authSecret, 'marketsafe calendars'), address: () => publicUrl() },
      webhooks: { seal: webhookSeal, reach, wake: webhooks.wake },
      vaultSeal,
      ...{ counts, signInLimits, signInHousekeeping, knownTokens: createKnownTokens(), mail },
      ...{ accounts, deviceRequests, passwords: openPasswordStore(authPool) },
      ...{ passkeys: openPasskeys(authPool), identities: openIdentities(authPool) },
      tickets: openTickets(authPool, authSecret),
      provider: options.provider
        ? openProvider(options.provider, () => `${publicUrl()}${PROVIDER_CALLBACK}`)
        : null,
      sessions: openOwnSessions(authPool, onProblem),
      ...{ refreshTokens, deviceProofs, extensionSessions, sessionRecorder, accessSeconds },
      ...{ auditLog, places: createPlaces(PLACES), rateLimit, version: VERSION },
      ...{
        standby,
        metrics,
        telemetry,
        metricsToken: options.metricsToken ?? null,
        behindProxy: publicOrigin !== null,
      },
      consoleFolder: builtConsole(options.consoleFolder),
      machine: options.translateUrl === undefined ? null : openMachine(options.translateUrl, onProblem),
    },
    { logLevel, trustedProxies, https: publicOrigin?.startsWith('https:') ?? false },
  );
  app = http;
  if (timeStamps) {
    stops.push(() => timeStamps.close());
    await timeStamps.start(() => openJobs(databaseUrl, (error) => onProblem(error, 'queue')));
  }
  stops.push(() => closeHttp(http));
  await http.listen({ port, host }).catch((error: unknown) => {
    throw notListening(error, host, port);
  });
  scrub.start();
  watches.start();
  readings.start();
  tracing.start();
  deletions.start();
  leaving.start();
  mail.start();
  webhooks.start();
  const listening = http.server.address();
  if (typeof listening === 'object' && listening) port = listening.port;
  const roots = await openRoots(owner, signingKey, join(dataFolder, ROOTS_FILE), onProblem);
  stops.push(() => roots.close());
  if (timeStamps) {
    const rootStamps = watchRootStamps({
      ...{ owner, timeStamps, leases, onProblem, pace: options.rootStampPace },
    });
    stops.push(() => rootStamps.close());
    rootStamps.start();
  }
  stops.push(async () => {
    isClosing = true;
  });
  const demo = options.seedDemo ? await seedDemo({ dataFolder, owner, db, auth: auth() }) : null;
  if (demo) {
    const ending = new AbortController();
    const filling = fillDemo(
      {
        dataFolder,
        owner,
        db,
        store,
        drawing,
        scratch,
        signingKey,
        webhookSeal,
        vaultSeal,
        people: demo.people,
      },
      { count: options.demoClaims ?? 0, history: options.demoHistory ?? false },
      ending.signal,
    )
      .then(() => readings.wake())
      .catch((error: unknown) => onProblem(error, 'the demo program could not be filled'));
    stops.push(async () => {
      ending.abort();
      await filling;
    });
  }
  return {
    url: publicUrl(),
    port,
    databaseUrl,
    ...(demo ? { demo: demo.credentials } : {}),
    close: stopAll,
  };
}

/** Why the server cannot listen, in plain words. */
function notListening(cause: unknown, host: string, port: number): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(
      `The server cannot listen on ${host}:${port}. Nothing was changed. Start it with another PORT, or stop what uses this one.`,
      { cause },
    );
  }
  const setting =
    code === 'EACCES'
      ? `PORT is ${port}, which this user may not listen on`
      : `HOST is "${host}", which is no address of this machine`;
  return new SettingError(`${setting}. Nothing was changed.`, { cause });
}

/** How long requests that are being answered may take once the server stops, in milliseconds. */
const FAREWELL = 10_000;

/** Takes no new request and finishes those that are being answered. */
async function closeHttp(app: FastifyInstance): Promise<void> {
  // A connection that was busy when closing began stays open for its next request, which never comes.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  const late = setTimeout(() => app.server.closeAllConnections(), FAREWELL);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}

/** Opens the data folder and the database that belongs to it, or the one that was given. */
async function openData(
  dataFolder: string,
  options: ServerOptions,
  stops: (() => Promise<void>)[],
  onNews: (news: News) => void,
): Promise<{ databaseUrl: string; authSecret: string; cluster: RunningCluster | null }> {
  if (options.databaseUrl !== undefined) {
    const { authSecret } = await openInstance(dataFolder);
    return { databaseUrl: options.databaseUrl, authSecret: options.authSecret ?? authSecret, cluster: null };
  }
  // The embedded database has one server; a database of its own may have several, on one shared folder.
  stops.push(await lockDataFolder(dataFolder));
  const instance = await openInstance(dataFolder);
  const cluster = await runEmbeddedPostgres(dataFolder, instance, onNews);
  stops.push(() => cluster.stop());
  return { databaseUrl: cluster.url, authSecret: options.authSecret ?? instance.authSecret, cluster };
}

/** The origin of the address that people open. The server has its host to itself: console, cookies and uploads name its root. */
function originOf(publicUrl: string): string {
  const url = URL.parse(publicUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new SettingError(
      `PUBLIC_URL is "${publicUrl}"; it must be an address like https://reports.example.com, without a path: give the server a host or a port of its own.`,
    );
  }
  return url.origin;
}

function builtConsole(folder: string | undefined): string | null {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return null;
  return resolve(folder);
}

/** Whether an origin is of this machine. */
function isLoopback(origin: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(origin);
}

/** The address that people open, where it is known before the server listens. */
export function publicAddress({ publicUrl, host = '127.0.0.1', port }: ServerOptions): string {
  return publicUrl === undefined ? `http://${urlHost(host)}:${port}` : originOf(publicUrl);
}

/** A host as it stands in an address: this machine has a name, because browsers keep no passkeys for an address in numbers. */
function urlHost(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
