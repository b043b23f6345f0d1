import type { ProviderSettings } from './auth/provider.ts';
import type { Quotas } from './blobs/quotas.ts';
import type { ObjectStoreSettings } from './blobs/s3/settings.ts';
import type { DemoCredentials } from './demo/seed.ts';
import type { MailSettings } from './mail/transport.ts';
import type { NewsPace } from './news/watch.ts';
import type { DatabaseGivenUp } from './postgres/news.ts';
import type { ScrubPace } from './scrub/scrub.ts';
import type { AuthoritySetting } from './sealing/authorities.ts';
import type { Pace } from './sealing/time-stamps.ts';
import type { TelemetrySettings } from './telemetry/telemetry.ts';
import type { RootStampPace } from './verification/root-stamps.ts';
import type { Reach } from './webhooks/address.ts';
import type { WebhookPace } from './webhooks/deliver.ts';

/** How to start the server. */
export interface ServerOptions {
  /** Folder for the embedded database, the files and the secrets. Made when it is new. */
  dataFolder: string;
  /** Port to listen on; 0 takes a free one. */
  port: number;
  /** Address to listen on; only this machine when left out. */
  host?: string;
  /** A PostgreSQL (15 or newer) to use in place of the embedded one; its user must be allowed to make roles and schemas. */
  databaseUrl?: string;
  /** An object store for the files; they are in the data folder when left out. */
  objectStore?: ObjectStoreSettings;
  /** A streaming standby of the database, from which lists and counts are read; none when left out. */
  databaseReadUrl?: string;
  /** Secret that signs sessions, where several servers share one database; otherwise made once in the data folder. */
  authSecret?: string;
  /** PEM file of the private P-256 key the program signs with; otherwise made once in the data folder. */
  signingKeyFile?: string;
  /** Time-stamp authorities in the order in which they are asked; without one captures get no time-stamps. */
  timeStampAuthorities?: AuthoritySetting[];
  /** How often the roots of the audit get a time-stamp. */
  rootStampPace?: RootStampPace;
  /** How soon an authority that gave no token is asked again. */
  timeStampPace?: Pace;
  /** Seconds that an access token of an extension holds; 15 minutes when left out. */
  accessSeconds?: number;
  /** Folder with the built console. */
  consoleFolder?: string;
  /** Address of a machine that drafts translations, as LibreTranslate has it; no drafts when left out. */
  translateUrl?: string;
  /** Makes the demo program. */
  seedDemo?: boolean;
  /** Claims that the demo program is filled with once the server answers; none when left out. */
  demoClaims?: number;
  /** Whether one participant of the demo program has filed for more than a year. */
  demoHistory?: boolean;
  /** Address people open, when it is another than the one the server listens on. */
  publicUrl?: string;
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies?: string[];
  /** The organisation's own provider of sign-in; none when left out. */
  provider?: ProviderSettings;
  /** How mail leaves the server; into files of the data folder where no SMTP server is named. */
  mail?: MailSettings;
  /** How soon news of threads and translations goes out by mail. */
  newsPace?: NewsPace;
  /** Where webhooks may lead, when it is not the public internet alone, and how soon they are tried. */
  webhooks?: Partial<Reach> & { pace?: WebhookPace };
  /** pino level; `warn` when left out. */
  logLevel?: string;
  /** Milliseconds between two counts of what is found on marketplaces' pages; ten minutes when left out. */
  readingsEvery?: number;
  /** How soon every stored file is read again and compared with its hash. */
  scrubPace?: ScrubPace;
  /** Who bears it may read `/metrics`; without one this machine itself may. */
  metricsToken?: string;
  /** A collector of OpenTelemetry that is told of the program's work; none when left out. */
  telemetry?: TelemetrySettings;
  /** Bytes to keep free on each volume; a part of it when left out. */
  diskReserve?: number;
  /** What a person and an organisation may have here, where it is not the default. */
  quotas?: Partial<Quotas>;
  /** Hears that the embedded database ended and could not be started again for so long that nothing more is tried. */
  onGivenUp?: (error: DatabaseGivenUp) => void;
  /** Where people write to who would like to take part; the program's page says that nobody was named when left out. */
  programContact?: string;
  /** Milliseconds that a person takes at least to begin an application; three seconds when left out. */
  applicationLeast?: number;
  /** False switches rate limits off, for tests. */
  rateLimit?: boolean;
}

/** A server that answers. */
export interface RunningServer {
  /** Address people open, without a path. */
  url: string;
  /** Port that it listens on. */
  port: number;
  /** Connection address of the database's owner. */
  databaseUrl: string;
  /** How to sign in to the demo program, when it was asked for. */
  demo?: DemoCredentials;
  /** Finishes the requests that are being answered, then stops everything, the database last. */
  close(): Promise<void>;
}
