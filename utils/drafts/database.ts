import type {
  CaptureManifest,
  CaptureProfile,
  CaptureSeal,
  ClaimReceipt,
  ClaimState,
  ClaimTarget,
  EvidenceFile,
  EvidenceItem,
  Limitation,
  ListingFacts,
  MarketplaceSetting,
  Me,
  PageArea,
  ReasonCode,
  Right,
  ServerChallenge,
  SignedStatement,
} from '@marketsafe/contract';
import { Dexie, type EntityTable, type Table } from 'dexie';

/** Bytes under their hash. Freed only when the server has acknowledged the hash and the keep-days have passed. */
export interface BlobRow {
  sha256: string;
  bytes: Blob;
  type: string;
  size: number;
  /** When something was last stored under this hash, Unix milliseconds. */
  storedAt: number;
  /** When the server said that it holds this hash; absent until then. */
  acknowledgedAt?: number;
}

/** One finished capture. Its files are in `blobs`, under the hashes that the manifest names. */
export interface CaptureRow {
  captureId: string;
  draftId: string;
  listingKey: string;
  manifest: CaptureManifest;
  /** Hash of the canonical JSON of `manifest`, which is a blob too. */
  manifestSha256: string;
  /** The device's signature over those bytes; see `evidenceItem`. */
  signature: string;
  /** Where the page showed the viewer, in its own coordinates, and the texts that name the viewer. Never leaves this device. */
  viewer: ViewerTraces;
  capturedAt: number;
}

/** What of the page shows who looked at it. */
export interface ViewerTraces {
  areas: PageArea[];
  /**
   * Areas as each slice was taken, by the slice's path: what is pinned to the window stands elsewhere on the page in every picture.
   * The picture of the moment has `areas`.
   */
  slices?: Record<string, PageArea[]>;
  /** Account names and addresses as the page writes them, to be taken out of every text that goes out. */
  texts: string[];
}

/**
 * A capture under way. Each part is on disk before the next is taken: if the worker dies, what is there becomes a partial
 * capture at the next start.
 */
export interface CaptureJobRow {
  captureId: string;
  listingKey: string;
  tabId: number;
  url: string;
  startedAt: number;
  state: 'capturing' | 'interrupted';
  profile: CaptureProfile;
  /** Slices of the page taken so far, of about so many. */
  progress?: { done: number; of: number };
  /** The user wants it to end with what it has. */
  stop?: true;
  /** Everything but the slices, once the page and its first picture are on disk; what `capture/` makes of it is its own affair. */
  moment?: unknown;
  /** Slices in order; their bytes are in `blobs`. */
  slices?: EvidenceFile[];
  /** The listing's own pictures, in the order of the facts; their bytes are in `blobs`. */
  pictures?: EvidenceFile[];
  /** What is known so far of what could not be had, or was done to the page for the slices. */
  limitations?: Limitation[];
}

/** This browser's identity: a key that cannot be taken out of it, and the head of its chain of captures. */
export interface DeviceRow {
  key: 'device';
  deviceId: string;
  /** ECDSA P-256, not extractable. */
  privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: string;
  createdAt: number;
  /** Of the newest capture; 0 and null before the first. */
  sequence: number;
  lastManifestSha256: string | null;
  /** What the servers said that know this key, by organisation. */
  enrolments: { organisationId: string; statement: SignedStatement }[];
}

/** What the investigator painted over in one capture, and what came out of it. */
export interface MaskRow {
  captureId: string;
  /** In page coordinates, like `area` of the files. */
  boxes: PageArea[];
  /** Masked copies as last made, and the hash of what they were made from. */
  copies?: { key: string; files: EvidenceFile[] };
  updatedAt: number;
}

/** What the program added to a capture it received. */
export interface SealRow {
  captureId: string;
  seal: CaptureSeal;
  fetchedAt: number;
}

/** Somebody's order that nothing of a draft or report is deleted or freed, whatever the settings say, until it is released. */
export interface LegalHold {
  /** Why: the matter, the letter, the court. */
  reason: string;
  /** Unix milliseconds. */
  since: number;
  /** Who was signed in; null while nobody was. */
  by: string | null;
  released?: { at: number; by: string | null };
}

/** A claim on this device, from its first capture on. */
export interface DraftRow {
  draftId: string;
  /** See `listingKey` of the contract. */
  listingKey: string;
  /** Equals `listingKey` while the draft is open and is absent afterwards: a unique index, so a listing has one open draft. */
  openKey?: string;
  state: 'draft' | 'finished';
  createdAt: number;
  updatedAt: number;
  target: ClaimTarget;
  facts: ListingFacts;
  /** Name of the wall, if the page that was captured was no listing. */
  wall?: string;
  evidence: EvidenceItem[];
  /** Legal holds, oldest first; see `isOnHold`. */
  holds?: LegalHold[];
  rightId?: string;
  reason?: ReasonCode;
  explanation: { en: string; zh: string };
  declarations: { goodFaith: boolean; accurate: boolean; authorised: boolean };
  finishedAt?: number;
  /** The server's stored answer, once it is there. */
  receipt?: ClaimReceipt;
  /** Last state heard from the server. */
  serverState?: ClaimState;
}

/** A draft that was deleted, with everything that hangs on it: kept whole until the deletion cannot be undone any more. */
export interface DeletionRow {
  draftId: string;
  /** Unix milliseconds of the deletion. */
  at: number;
  draft: DraftRow;
  captures: CaptureRow[];
  masks: MaskRow[];
  entry?: OutboxRow;
}

/** Why an entry is parked or waiting, in words for the user and a stable type for decisions. */
export interface EntryProblem {
  type: string;
  sentence: string;
  status?: number;
  at: number;
}

/** One write that must reach the server exactly once. */
export interface OutboxRow {
  /** UUIDv7, sent as the idempotency key. */
  opId: string;
  kind: 'claim';
  entityId: string;
  /** The exact bytes to send, fixed when the entry was made: a retry must be byte-identical. */
  body: string;
  bodySha256: string;
  needs: string[];
  state: 'ready' | 'parked' | 'acked';
  attempts: number;
  /** Unix milliseconds before which the entry is not tried. */
  nextAt: number;
  createdAt: number;
  /** Set while a sender works on it; advisory only: after a restart it means nothing. */
  sendingSince?: number;
  lastProblem?: EntryProblem;
  ackedAt?: number;
  receipt?: ClaimReceipt;
}

/** The one sender's lease. */
export interface LeaseRow {
  name: 'outbox';
  owner: string;
  until: number;
}

/** How long the server as a whole is left alone after it could not be reached or asked for a pause. */
export interface ServerPauseRow {
  key: 'server';
  /** Failures in a row. */
  failures: number;
  /** Unix milliseconds of the last failure and of the end of the pause. */
  at: number;
  until: number;
  /** The server itself asked for it, so nothing may cut it short. */
  asked: boolean;
}

/** A resumable upload under way: a worker that dies leaves this behind, and the next one goes on where the server stands. */
export interface UploadRow {
  sha256: string;
  /** Path of the upload on the server. */
  path: string;
}

/**
 * Sign-in. Kept here and not in `storage`, because content scripts can never read the extension's IndexedDB. `serverUrl` is the
 * origin that issued the codes and the token: they are sent there and nowhere else, whatever the settings say by now.
 */
export type SessionRow =
  | { key: 'session'; state: 'signed-out'; reason?: 'expired' | 'denied' | 'signed-out' }
  | {
      key: 'session';
      state: 'pending';
      serverUrl: string;
      deviceCode: string;
      userCode: string;
      verificationUrl: string;
      intervalSeconds: number;
      /** Unix milliseconds before which the server must not be asked again. */
      nextPollAt: number;
      expiresAt: number;
      /** Issued already, while who it belongs to is still to be asked. */
      token?: string;
    }
  | { key: 'session'; state: 'signed-in'; serverUrl: string; token: string; me: Me; since: number };

/** Reference data from the server, readable while offline. */
export type ReferenceRow =
  | { key: 'rights'; rights: Right[]; fetchedAt: number }
  | { key: 'marketplaces'; settings: MarketplaceSetting[]; fetchedAt: number }
  /** Public keys of the programs that this device has been signed in to: what they signed has to be checkable for ever. */
  | { key: 'keys'; keys: { keyId: string; publicKey: string }[]; fetchedAt: number }
  | { key: 'changes'; organisationId: string; cursor: number; fetchedAt: number }
  | {
      key: 'challenge';
      challenge: ServerChallenge;
      /** Device clock minus server clock, and the round trip, in milliseconds. */
      skew: { ms: number; roundTripMs: number };
      fetchedAt: number;
    };

/** Everything the extension must not lose. The one truth: pages read it live, stores in memory only hold view state. */
export class ReporterDatabase extends Dexie {
  blobs!: EntityTable<BlobRow, 'sha256'>;
  captures!: EntityTable<CaptureRow, 'captureId'>;
  captureJobs!: EntityTable<CaptureJobRow, 'captureId'>;
  drafts!: EntityTable<DraftRow, 'draftId'>;
  outbox!: EntityTable<OutboxRow, 'opId'>;
  leases!: EntityTable<LeaseRow, 'name'>;
  serverPauses!: EntityTable<ServerPauseRow, 'key'>;
  uploads!: EntityTable<UploadRow, 'sha256'>;
  // Not entity tables: those flatten the union that the rows are.
  session!: Table<SessionRow, SessionRow['key']>;
  reference!: Table<ReferenceRow, ReferenceRow['key']>;
  device!: EntityTable<DeviceRow, 'key'>;
  masks!: EntityTable<MaskRow, 'captureId'>;
  seals!: EntityTable<SealRow, 'captureId'>;
  deletions!: EntityTable<DeletionRow, 'draftId'>;

  constructor(name = 'marketsafe-reporter') {
    // Chrome's default is `relaxed`, where a commit may still sit in the operating system's buffer.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      blobs: 'sha256',
      captures: 'captureId, draftId, listingKey',
      captureJobs: 'captureId, startedAt',
      drafts: 'draftId, listingKey, &openKey, state, updatedAt',
      outbox: 'opId, entityId, state, nextAt',
      leases: 'name',
      serverPauses: 'key',
      uploads: 'sha256',
      session: 'key',
      reference: 'key',
    });
    this.version(2).stores({
      device: 'key',
      masks: 'captureId',
      seals: 'captureId',
      deletions: 'draftId, at',
    });
  }
}
