import { isIP } from 'node:net';
import { join } from 'node:path';
import { emailAddress } from '@marketsafe/contract';
import { isOwnMachine, type ProviderSettings } from '../auth/provider.ts';
import { DEFAULT_QUOTAS } from '../blobs/quotas.ts';
import type { ObjectStoreSettings } from '../blobs/s3/settings.ts';
import type { ServerOptions } from '../index.ts';
import { parseAuthorities } from '../sealing/authorities.ts';
import { SettingError } from '../setting-error.ts';
import type { TelemetrySettings } from '../telemetry/telemetry.ts';

/** Environment variables by name. */
type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** Shortest secret that signs sessions, in characters. */
const SECRET_LENGTH = 32;
/** Names that stand for ranges of addresses. */
const RANGES = ['loopback', 'linklocal', 'uniquelocal'];
const MIB = 1024 * 1024;
/** Pause between two rounds of reading the stored files, in milliseconds. */
/** Claims of the demo program. */
const DEMO_CLAIMS = 300;
const SCRUB_EVERY = 60_000;

/**
 * Reads the server's settings from the environment. One that is empty counts as left out.
 * @param root folder of the project
 * @throws SettingError naming the first that is wrong
 */
export function readSettings(environment: Environment, root: string): ServerOptions {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== undefined) checkDatabaseUrl('DATABASE_URL', databaseUrl);
  const databaseReadUrl = text('DATABASE_READ_URL');
  if (databaseReadUrl !== undefined) checkDatabaseUrl('DATABASE_READ_URL', databaseReadUrl);
  const authSecret = text('AUTH_SECRET');
  if (authSecret !== undefined && authSecret.length < SECRET_LENGTH) {
    throw new SettingError(
      `AUTH_SECRET has ${authSecret.length} characters; it must have ${SECRET_LENGTH} or more, made at random.`,
    );
  }
  const reserve = wholeNumber('DISK_RESERVE_MIB', text('DISK_RESERVE_MIB'), 1_000_000_000);
  const days = wholeNumber('SCRUB_DAYS', text('SCRUB_DAYS'), 365);
  if (days === 0) throw new SettingError('SCRUB_DAYS is "0"; it must be a number from 1 to 365.');
  const accessSeconds = wholeNumber('ACCESS_TOKEN_SECONDS', text('ACCESS_TOKEN_SECONDS'), 3_600);
  if (accessSeconds === 0) {
    throw new SettingError('ACCESS_TOKEN_SECONDS is "0"; it must be a number from 1 to 3600.');
  }
  const demoClaims = text('DEMO') === '1' ? DEMO_CLAIMS : undefined;
  return {
    dataFolder: text('DATA_FOLDER') ?? join(root, '.data'),
    port: wholeNumber('PORT', text('PORT'), 65_535) ?? 4310,
    host: text('HOST') ?? '127.0.0.1',
    consoleFolder: join(root, 'console', 'dist'),
    seedDemo: oneOf('DEMO', text('DEMO'), ['0', '1'], '0') === '1',
    ...optional('demoClaims', wholeNumber('DEMO_CLAIMS', text('DEMO_CLAIMS'), DEMO_CLAIMS) ?? demoClaims),
    ...optional('demoHistory', (demoClaims !== undefined && text('DEMO_CLAIMS') === undefined) || undefined),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL'), LOG_LEVELS, 'info'),
    trustedProxies: proxies(text('TRUSTED_PROXIES')),
    timeStampAuthorities: parseAuthorities(text('TIME_STAMP_AUTHORITIES') ?? ''),
    ...optional('objectStore', objectStore(text)),
    ...optional('databaseUrl', databaseUrl),
    ...optional('databaseReadUrl', databaseReadUrl),
    ...optional('authSecret', authSecret),
    ...optional('signingKeyFile', text('SIGNING_KEY_FILE')),
    ...optional('metricsToken', text('METRICS_TOKEN')),
    ...optional('publicUrl', text('PUBLIC_URL')),
    ...optional('accessSeconds', accessSeconds),
    ...optional('translateUrl', translateUrl(text('TRANSLATE_URL'))),
    ...optional('provider', provider(text)),
    webhooks: { loopback: oneOf('WEBHOOK_LOOPBACK', text('WEBHOOK_LOOPBACK'), ['0', '1'], '0') === '1' },
    ...optional('telemetry', telemetry(text)),
    mail: {
      ...optional('smtpUrl', smtpUrl(text('MAIL_SMTP_URL'))),
      ...optional('from', sender(text('MAIL_FROM'))),
    },
    ...optional('programContact', contact(text('PROGRAM_CONTACT'))),
    quotas: {
      person: { ...DEFAULT_QUOTAS.person, ...room('PERSON_ROOM_MIB', text) },
      organisation: { ...DEFAULT_QUOTAS.organisation, ...room('ORGANISATION_ROOM_MIB', text) },
    },
    ...optional('scrubPace', days === undefined ? undefined : { days, every: SCRUB_EVERY }),
    ...optional('diskReserve', reserve === undefined ? undefined : reserve * MIB),
  };
}

/** The provider of sign-in: all of it, or nothing. */
function provider(text: (name: string) => string | undefined): ProviderSettings | undefined {
  const [issuer, clientId, clientSecret, name] = [
    text('OIDC_ISSUER'),
    text('OIDC_CLIENT_ID'),
    text('OIDC_CLIENT_SECRET'),
    text('OIDC_NAME'),
  ];
  if (issuer === undefined) {
    const [alone] = Object.entries({
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name,
    })
      .filter(([, value]) => value !== undefined)
      .map(([setting]) => setting);
    if (alone === undefined) return undefined;
    throw new SettingError(`OIDC_ISSUER is not set, and ${alone} is: they belong together.`);
  }
  const url = URL.parse(issuer);
  const reachable =
    url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isOwnMachine(url)));
  if (!reachable || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new SettingError(
      `OIDC_ISSUER is "${issuer}"; it must be the provider’s issuer identifier, like https://login.example.com/tenant, without a query.`,
    );
  }
  if (clientId === undefined) throw new SettingError('OIDC_CLIENT_ID is not set; OIDC_ISSUER needs it.');
  if (clientSecret === undefined)
    throw new SettingError('OIDC_CLIENT_SECRET is not set; OIDC_ISSUER needs it.');
  if (name !== undefined && name.length > 60) {
    throw new SettingError(`OIDC_NAME has ${name.length} characters; it must have 60 at most.`);
  }
  return { issuer, clientId, clientSecret, name: name ?? url.hostname };
}

/** The object store of the files: all of it, or nothing. */
function objectStore(text: (name: string) => string | undefined): ObjectStoreSettings | undefined {
  const given = {
    BLOBS_S3_ENDPOINT: text('BLOBS_S3_ENDPOINT'),
    BLOBS_S3_BUCKET: text('BLOBS_S3_BUCKET'),
    BLOBS_S3_ACCESS_KEY_ID: text('BLOBS_S3_ACCESS_KEY_ID'),
    BLOBS_S3_SECRET_ACCESS_KEY: text('BLOBS_S3_SECRET_ACCESS_KEY'),
  };
  const [region, folder] = [text('BLOBS_S3_REGION'), text('BLOBS_S3_PREFIX')];
  const missing = Object.entries(given).find(([, value]) => value === undefined)?.[0];
  if (missing !== undefined) {
    const [set] = Object.entries({ ...given, BLOBS_S3_REGION: region, BLOBS_S3_PREFIX: folder }).filter(
      ([, value]) => value !== undefined,
    );
    if (!set) return undefined;
    throw new SettingError(`${missing} is not set, and ${set[0]} is: they belong together.`);
  }
  const { BLOBS_S3_ENDPOINT: endpoint = '', BLOBS_S3_BUCKET: bucket = '' } = given;
  const url = URL.parse(endpoint);
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new SettingError(
      `BLOBS_S3_ENDPOINT is "${endpoint}"; it must be an address without a path, like https://s3.eu-central-1.amazonaws.com: the bucket is named by BLOBS_S3_BUCKET.`,
    );
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new SettingError(`BLOBS_S3_BUCKET is "${bucket}"; it must be a bucket’s name.`);
  }
  if (folder !== undefined && !/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/.test(folder)) {
    throw new SettingError(
      `BLOBS_S3_PREFIX is "${folder}"; it must be letters, digits, - and _, with slashes in between.`,
    );
  }
  return {
    ...{ endpoint: url.origin, bucket, region: region ?? 'us-east-1' },
    prefix: folder === undefined ? '' : `${folder}/`,
    accessKeyId: given.BLOBS_S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: given.BLOBS_S3_SECRET_ACCESS_KEY ?? '',
  };
}

/** The collector of OpenTelemetry, by the names that its own documents give these settings. */
function telemetry(text: (name: string) => string | undefined): TelemetrySettings | undefined {
  const endpoint = text('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (endpoint === undefined) return undefined;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    throw new SettingError(
      `OTEL_EXPORTER_OTLP_ENDPOINT is "${endpoint}"; it must be an address like http://collector.example.com:4318.`,
    );
  }
  const part = text('OTEL_TRACES_SAMPLER_ARG');
  const tracedPart = part === undefined ? undefined : Number(part);
  if (tracedPart !== undefined && !(tracedPart >= 0 && tracedPart <= 1)) {
    throw new SettingError(
      `OTEL_TRACES_SAMPLER_ARG is "${part}"; it must be a part from 0 to 1, such as 0.1.`,
    );
  }
  return {
    endpoint,
    ...optional('serviceName', text('OTEL_SERVICE_NAME')),
    ...optional('tracedPart', tracedPart),
  };
}

function translateUrl(given: string | undefined): string | undefined {
  const url = given === undefined ? null : URL.parse(given);
  if (given === undefined || (url && /^https?:$/.test(url.protocol))) return given;
  throw new SettingError(
    `TRANSLATE_URL is "${given}"; it must be an address like https://translate.example.com.`,
  );
}

/** A property that is there when it has a value. */
function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

function room(name: string, text: (name: string) => string | undefined): { bytes?: number } {
  const mib = wholeNumber(name, text(name), 1_000_000_000);
  return mib === undefined ? {} : { bytes: mib * MIB };
}

function wholeNumber(name: string, given: string | undefined, most: number): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (/^\d+$/.test(given) && number <= most) return number;
  throw new SettingError(`${name} is "${given}"; it must be a number from 0 to ${most}.`);
}

function oneOf(
  name: string,
  given: string | undefined,
  allowed: readonly string[],
  otherwise: string,
): string {
  if (given === undefined) return otherwise;
  if (allowed.includes(given)) return given;
  throw new SettingError(`${name} is "${given}"; it must be one of ${allowed.join(', ')}.`);
}

function proxies(given: string | undefined): string[] {
  const addresses = (given ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const address of addresses) {
    const [host = '', bits] = address.split('/');
    const most = isIP(host) === 6 ? 128 : 32;
    const range = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most);
    if (RANGES.includes(address) || (isIP(host) !== 0 && range)) continue;
    throw new SettingError(
      `TRUSTED_PROXIES names "${address}"; each must be an address, a range such as 10.0.0.0/8, or one of ${RANGES.join(', ')}.`,
    );
  }
  return addresses;
}

/** As a database's address, it may hold a password and is never said. */
function smtpUrl(given: string | undefined): string | undefined {
  const url = given === undefined ? null : URL.parse(given);
  if (given === undefined || (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '')) return given;
  throw new SettingError(
    'MAIL_SMTP_URL is no address of an SMTP server. Write smtps://user:password@host:465 or smtp://host:587, with special characters of the password as %XX.',
  );
}

function contact(given: string | undefined): string | undefined {
  if (given === undefined || emailAddress.safeParse(given).success) return given;
  throw new SettingError(
    `PROGRAM_CONTACT is "${given}"; it must be an e-mail address, such as program@example.com.`,
  );
}

function sender(given: string | undefined): string | undefined {
  if (given === undefined || /^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/.test(given))
    return given;
  throw new SettingError(
    `MAIL_FROM is "${given}"; it must be an e-mail address, or a name with one: MarketSafe <marketsafe@example.com>.`,
  );
}

/** The address itself is never said: it holds a password. */
function checkDatabaseUrl(name: string, given: string): void {
  const url = URL.parse(given);
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return;
  throw new SettingError(
    `${name} is no address of a PostgreSQL database. Write postgres://user:password@host:5432/database, with special characters of the password as %XX.`,
  );
}
