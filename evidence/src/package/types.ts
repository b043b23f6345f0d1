import type {
  CaptureSeal,
  ClaimSubmission,
  MaskedCopy,
  SayPackageGuide,
  SignedStatement,
} from '@marketsafe/contract';
import type { ByteSource } from '../bytes.ts';
import type { PackagedQuestion } from './inquiry.ts';

/**
 * `evidence`: originals and everything, for the program and a court; confidential. `disclosure`: masked copies and what may go to
 * the marketplace (class A), and nothing that names a person, a device, an organisation or a time. `raid`: what may go of a civil raid, with
 * clean copies of its papers.
 */
export type PackageKind = 'evidence' | 'disclosure' | 'raid';

/** Any package, also what whoever leaves the program takes along: `leaving` holds packages of evidence, tables and history. */
export type AnyPackageKind = PackageKind | 'leaving';

/** One capture as it is packed. */
export interface PackagedCapture {
  /** `capture.json`, exactly as it was signed. */
  manifestText: string;
  /** The device's signature over it: DER, base64. */
  signature: string;
  /** The device's public key: SubjectPublicKeyInfo, DER, base64. */
  devicePublicKey: string;
  /** Bytes by the path that the manifest, or `masked`, gives them. Read twice each, piece by piece. */
  files: ReadonlyMap<string, ByteSource>;
  /** Copies in which the viewer is painted over. */
  masked: readonly MaskedCopy[];
  /** What the program added to the capture; absent where it has not received it. */
  seal?: CaptureSeal | undefined;
  /** The program's statement about the device's key, for a capture that it has not received. A seal brings its own. */
  enrolment?: SignedStatement | undefined;
}

/** Who puts the package together and signs its list of files: the device in the workspace, the program in the console. */
export interface Packer {
  /** Stands in `bag-info.txt`; goes to the receiver of a disclosure. */
  name: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: string;
  /** Signs bytes as `sign` does: DER, base64. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

export interface PackageRequest {
  kind: Exclude<PackageKind, 'raid'>;
  /** At least one, each once. */
  captures: readonly PackagedCapture[];
  /** Claims that rest on these captures, each once. */
  claims?: readonly ClaimSubmission[] | undefined;
  /** What was asked and answered about the claims, by the claim's id; an answer's captures are among `captures`. A disclosure holds nothing of it. */
  inquiries?: ReadonlyMap<string, readonly PackagedQuestion[]> | undefined;
  /** Bytes of the files that people added to the claims and answers, by hash. Read twice each, piece by piece. */
  added?: ReadonlyMap<string, ByteSource> | undefined;
  packer: Packer;
  /** Keys with which the program signed the receipts and enrolments, as `GET /v1/keys` gives them. */
  serverKeys: readonly { keyId: string; publicKey: string }[];
  /** Asks a time-stamp authority for a token over the whole package; null where none is configured or it does not answer. */
  stampTagManifest?:
    | ((sha256: string) => Promise<{ token: Uint8Array<ArrayBuffer>; chain: string } | null>)
    | undefined;
  /** Makes the words of `VERIFY.txt`. */
  sayGuide: SayPackageGuide;
  now: Date;
  /** Name and version of what packs, for `bag-info.txt`. */
  software: string;
}

export interface PackageOptions {
  /** Called while files are read and written: bytes done of all. */
  onProgress?: ((done: number, of: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface PackageSummary {
  /** `marketsafe-….zip` */
  fileName: string;
  /** SHA-256 of `manifest-sha256.txt` and of `tagmanifest-sha256.txt`. */
  manifestSha256: string;
  tagManifestSha256: string;
  files: number;
}

/** Why a package cannot be made; nothing usable has been written. */
export class PackageProblem extends Error {
  readonly reason:
    | 'file-missing'
    | 'file-changed'
    | 'no-masked-copies'
    | 'bad-input'
    | 'server-key-missing'
    | 'no-room';

  constructor(reason: PackageProblem['reason'], message: string) {
    super(message);
    this.name = 'PackageProblem';
    this.reason = reason;
  }
}
