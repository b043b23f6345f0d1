import type { AuditLog } from '../audit/log.ts';
import type { SessionRecorder } from '../audit/reused-sessions.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Auth } from '../auth/auth.ts';
import type { DeviceProofs } from '../auth/device-proofs.ts';
import type { DeviceRequests } from '../auth/device-requests.ts';
import type { ExtensionSessions } from '../auth/extension-sessions.ts';
import type { SignInHousekeeping } from '../auth/housekeeping.ts';
import type { Identities } from '../auth/identities.ts';
import type { KnownTokens } from '../auth/known-tokens.ts';
import type { OwnSessions } from '../auth/own-sessions.ts';
import type { Passkeys } from '../auth/passkeys.ts';
import type { PasswordStore } from '../auth/password-store.ts';
import type { Provider } from '../auth/provider.ts';
import type { RefreshTokens } from '../auth/refresh-tokens.ts';
import type { SignInLimits } from '../auth/sign-in-limits.ts';
import type { Tickets } from '../auth/tickets.ts';
import type { QuotaKeeper } from '../blobs/quotas.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Uploads } from '../blobs/uploads.ts';
import type { CalendarKeeper } from '../calendar/service.ts';
import type { Places } from '../claims/places.ts';
import type { Database } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Disk } from '../health/disk.ts';
import type { HealthWatch } from '../health/health.ts';
import type { Metrics } from '../health/metrics.ts';
import type { Mailer } from '../mail/mail.ts';
import type { OptOut } from '../mail/opt-out.ts';
import type { Counts } from '../processes/counts.ts';
import type { Deletions } from '../retention/watch.ts';
import type { Tracing } from '../review/traces.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { TimeStamps } from '../sealing/time-stamps.ts';
import type { Seal } from '../secrets/seal.ts';
import type { Standby } from '../standby/standby.ts';
import type { LeavingExports } from '../standing/leaving/watch.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Machine } from '../translation/machine.ts';
import type { WebhookKeeper } from '../webhooks/service.ts';

/** What the routes work with. */
export interface Services {
  db: Database;
  /** Where lists and counts may be read from; null where DATABASE_READ_URL names none. */
  standby: Standby | null;
  store: BlobStore;
  uploads: Uploads;
  drawing: Drawing;
  /** Folder for files that are being written. */
  scratch: string;
  quotas: QuotaKeeper;
  auditLog: AuditLog;
  /** For claims that wait to be taken in. */
  places: Places;
  disk: Disk;
  health: HealthWatch;
  signingKey: SigningKey;
  /** Null where no time-stamp authority is configured. */
  timeStamps: TimeStamps | null;
  /** Finds which claims have to do with each other. */
  tracing: Tracing;
  /** Carries out what two people had deleted. */
  deletions: Deletions;
  /** Packs what whoever leaves takes along. */
  leaving: LeavingExports;
  /** Sign-in; made when it is first asked for, because it has to know the address the server listens on. */
  auth: () => Auth;
  accounts: Accounts;
  deviceRequests: DeviceRequests;
  sessions: OwnSessions;
  extensionSessions: ExtensionSessions;
  refreshTokens: RefreshTokens;
  deviceProofs: DeviceProofs;
  sessionRecorder: SessionRecorder;
  /** Seconds that an access token of an extension holds. */
  accessSeconds: number;
  passwords: PasswordStore;
  passkeys: Passkeys;
  identities: Identities;
  /** For what is begun by a challenge. */
  tickets: Tickets;
  /** The provider of sign-in; null where OIDC_ISSUER names none. */
  provider: Provider | null;
  /** Origins whose pages may write with a session cookie: our own. */
  origins: () => string[];
  /** Drafts translations; null where TRANSLATE_URL names none. */
  machine: Machine | null;
  /** Version of this program. */
  version: string;
  /** How often things happen, for all processes of the server together. */
  counts: Counts;
  signInLimits: SignInLimits;
  signInHousekeeping: SignInHousekeeping;
  knownTokens: KnownTokens;
  mail: Mailer;
  optOut: OptOut;
  calendars: CalendarKeeper['calendars'];
  webhooks: WebhookKeeper['webhooks'];
  /** Seals persona and payment of test buys. */
  vaultSeal: Seal;
  metrics: Metrics;
  /** Tells a collector; null where there is none. */
  telemetry: Telemetry | null;
  /** Who bears it may read the figures; null for this machine itself. */
  metricsToken: string | null;
  /** True when people reach the server by another address than its own. */
  behindProxy: boolean;
  rateLimit: boolean;
  /** For people who apply to take part. */
  applications: {
    /** Where they write to; null where the operator named nobody. */
    contact: string | null;
    /** Seals the forms by which they begin. */
    seal: Seal;
    /** Milliseconds that a person takes at least for such a form. */
    least: number;
  };
  /** Built console, or null when there is none. */
  consoleFolder: string | null;
}
