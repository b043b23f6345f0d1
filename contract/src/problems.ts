import { z } from 'zod';
import { fieldError } from './field-errors.ts';
import { sha256Hex } from './identifiers.ts';

/** Prefix of every problem type; the rest is a name out of `PROBLEMS`. */
export const PROBLEM_BASE = 'https://marketsafe.example/problems/';

/** Kinds of problems: what a client decides by. Which case of the kind it is, is the problem's code. */
export const PROBLEMS = [
  'bad-request',
  'invalid-body',
  'unauthenticated',
  'forbidden',
  'not-found',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'idempotency-in-flight',
  'blobs-missing',
  /** A capture was signed by a device that the organisation has not enrolled: enrol it and send the same again. */
  'device-unknown',
  /** The organisation has enrolled this device with another key. */
  'device-conflict',
  'blob-mismatch',
  'blob-too-large',
  'not-ready',
  /** What it is about was changed by somebody else meanwhile, or is there already. */
  'conflict',
  'rate-limited',
  'unavailable',
  'internal',
] as const;
export type ProblemName = (typeof PROBLEMS)[number];

/** One case of a kind, with the parameters that its sentence needs. */
interface Case<Params extends z.ZodObject> {
  kind: ProblemName;
  params: Params;
}

const NONE = z.object({});

function plain(kind: ProblemName): Case<typeof NONE> {
  return { kind, params: NONE };
}

function withParams<Shape extends z.ZodRawShape>(
  kind: ProblemName,
  shape: Shape,
): Case<z.ZodObject<Shape, z.core.$strip>> {
  return { kind, params: z.object(shape) };
}

/** Every case in which the server refuses something. */
export const PROBLEM_CASES = {
  /** Not HTTP, not JSON, or otherwise nothing the server can read. */
  'request-malformed': plain('bad-request'),
  /** Its address or query is not as described; `errors` names the fields. */
  'request-invalid': plain('bad-request'),
  'body-not-utf8': plain('bad-request'),
  'length-missing': plain('bad-request'),
  'file-empty': plain('bad-request'),
  'digest-missing': plain('bad-request'),
  'file-type-unknown': plain('bad-request'),
  'upload-undescribed': plain('bad-request'),
  /** A step of a resumable upload that does not fit what is here of it. */
  'upload-refused': plain('bad-request'),
  'cursor-unknown': plain('bad-request'),
  /** A filter of a list has a value that there is not. */
  'filter-unknown': plain('bad-request'),
  /** `errors` names the fields. */
  'body-invalid': plain('invalid-body'),
  'body-too-large': plain('invalid-body'),
  /** The claim and what it rests on do not say the same; `errors` names where. */
  'claim-contradicts-evidence': plain('invalid-body'),
  /** `errors` names what the proof lacks. */
  'device-unproven': plain('invalid-body'),
  'session-missing': plain('unauthenticated'),
  /** The extension's sign-in is over: it ran out, or was ended somewhere. */
  'session-ended': plain('unauthenticated'),
  /** A token that had been replaced was sent again, so that somebody may have a copy: the sign-in was ended. */
  'session-reused': plain('unauthenticated'),
  /** Whoever renews a sign-in does not show that they have its key. */
  'proof-refused': plain('unauthenticated'),
  /** The proof rests on no word of the server's, or on an old one: it is to be made anew with `nonce`. */
  'proof-stale': withParams('bad-request', { nonce: z.string().max(200) }),
  /** The proof is for another address than the program has. */
  'proof-elsewhere': plain('forbidden'),
  /** E-mail address and password do not belong together. */
  'sign-in-wrong': plain('unauthenticated'),
  /** The passkey is nobody’s here, or not this person’s. */
  'passkey-unknown': plain('unauthenticated'),
  /** Its answer does not hold: another origin, signature or count than expected. */
  'passkey-refused': plain('unauthenticated'),
  /** What was begun has been ended before, is too old, or was begun in another browser. */
  'sign-in-stale': plain('unauthenticated'),
  /** What the provider sent does not hold. */
  'provider-refused': plain('unauthenticated'),
  /** The person, or the provider, did not want to. */
  'provider-cancelled': plain('unauthenticated'),
  /** The provider knows somebody whom nobody here has invited or tied to an account. */
  'provider-stranger': plain('forbidden'),
  /** The provider does not vouch for the e-mail address. */
  'provider-unverified': plain('forbidden'),
  'sign-in-refused': plain('forbidden'),
  'no-organisation': plain('forbidden'),
  /** The token's scopes do not hold what was asked for. */
  'token-narrower': plain('forbidden'),
  'may-not-read': plain('forbidden'),
  'may-not-submit': plain('forbidden'),
  /** What the person has handed in takes all the room that one person has; `maximum` is in bytes. */
  'person-room-used': withParams('forbidden', { maximum: z.number().int().nonnegative() }),
  /** What the organisation has handed in takes all the room that it has; `maximum` is in bytes. */
  'organisation-room-used': withParams('forbidden', { maximum: z.number().int().nonnegative() }),
  'may-not-export': plain('forbidden'),
  'only-for-staff': plain('forbidden'),
  /** What was asked for is for people with another role. */
  'not-your-role': plain('forbidden'),
  'may-not-manage-people': plain('forbidden'),
  'only-for-lead': plain('forbidden'),
  /** Somebody gives themselves a role that they do not have. */
  'raises-oneself': plain('forbidden'),
  /** Nobody would be left who invites others. */
  'last-manager': plain('forbidden'),
  /** The invitation is for somebody who has an account: they have to be signed in. */
  'account-exists': plain('forbidden'),
  'invitation-for-another': plain('forbidden'),
  /** The password that was given besides is not the account’s. */
  'password-wrong': plain('forbidden'),
  /** Who is signed in has to show again who they are. */
  'proof-needed': plain('forbidden'),
  /** Nothing would be left by which the person signs in. */
  'last-way-in': plain('forbidden'),
  /** The person has `maximum` passkeys already. */
  'too-many-passkeys': withParams('forbidden', { maximum: z.number().int().positive() }),
  'foreign-page': plain('forbidden'),
  /** The person keeps `maximum` views already. */
  'too-many-views': withParams('forbidden', { maximum: z.number().int().positive() }),
  'view-unknown': plain('not-found'),
  /** There is no such proposal of deletion. */
  'retention-unknown': plain('not-found'),
  /** What was to be deleted is no longer as it was seen. */
  'retention-changed': plain('conflict'),
  'retention-decided': plain('conflict'),
  'retention-second-person': plain('forbidden'),
  'retention-own-organisation': plain('forbidden'),
  /** The organisation has left the program: it reads and takes along, and writes nothing. */
  'organisation-left': plain('forbidden'),
  'publication-unknown': plain('not-found'),
  'publication-second-person': plain('forbidden'),
  'publication-decided': plain('conflict'),
  'publication-year-open': plain('conflict'),
  'publication-there': plain('conflict'),
  /** Its period lies across that of an earlier one, and is not the same. */
  'publication-overlaps': plain('conflict'),
  'penalty-request-unknown': plain('not-found'),
  'penalty-without-basis': plain('conflict'),
  'graduation-unknown': plain('not-found'),
  /** One is open already, or the participant has left. */
  'graduation-open': plain('conflict'),
  'graduation-decided': plain('conflict'),
  'graduation-second-person': plain('forbidden'),
  'graduation-own-organisation': plain('forbidden'),
  /** The days in which it could be undone are over. */
  'graduation-too-late': plain('conflict'),
  /** Whether an application is of an organisation that left has to be said. */
  'application-left-unsaid': plain('conflict'),
  /** A holder that an application names has left the program, and is not taken in again by others. */
  'application-holder-left': plain('conflict'),
  /** The marketplace's rule lets nobody rejoin before this day. */
  'graduation-rejoin-early': withParams('conflict', { day: z.string().max(10) }),
  /** Only whoever has left takes everything along as one file. */
  'leaving-export-too-early': plain('conflict'),
  'leaving-export-unknown': plain('not-found'),
  'hold-unknown': plain('not-found'),
  /** The thread is not open, or what it is about is not there. */
  'thread-unknown': plain('not-found'),
  'topic-unknown': plain('not-found'),
  'not-yours-to-take-back': plain('forbidden'),
  'dialogue-went-on': plain('conflict'),
  'poll-closed': plain('conflict'),
  /** Somebody mentioned is not there, or does not read the working group any more. */
  'mention-unknown': plain('conflict'),
  'agenda-item-done': plain('conflict'),
  /** There is no such request, or it has been answered already. */
  'translation-unknown': plain('not-found'),
  'address-unknown': plain('not-found'),
  'organisation-unknown': plain('not-found'),
  'person-unknown': plain('not-found'),
  'invitation-unknown': plain('not-found'),
  'invitation-used': plain('not-found'),
  'invitation-revoked': plain('not-found'),
  'invitation-expired': plain('not-found'),
  /** It was used, is old, or never was one. */
  'reset-link-void': plain('not-found'),
  'session-unknown': plain('not-found'),
  'passkey-not-here': plain('not-found'),
  'identity-not-here': plain('not-found'),
  /** No provider is set up here. */
  'provider-absent': plain('not-found'),
  'may-not-keep-rights': plain('forbidden'),
  'claim-unknown': plain('not-found'),
  'right-not-here': plain('not-found'),
  'mandate-unknown': plain('not-found'),
  /** No application that was handed in. */
  'application-unknown': plain('not-found'),
  /** Somebody decided on it, or its applicant did something, since it was looked at. */
  'application-changed': plain('conflict'),
  /** Whoever declined it does not read its appeal. */
  'application-appeal-own': plain('forbidden'),
  /** So many are being begun that nobody has confirmed. */
  'applications-full': plain('unavailable'),
  /** There is no such value in a procedure. */
  'procedure-place-unknown': plain('not-found'),
  'procedure-change-unknown': plain('not-found'),
  'capture-unknown': plain('not-found'),
  'file-unknown': plain('not-found'),
  'upload-unknown': plain('not-found'),
  'key-missing': plain('idempotency-key-missing'),
  'key-reused': plain('idempotency-key-reused'),
  /** Another claim came under the same id; `number` is that claim's. */
  'claim-id-reused': withParams('idempotency-key-reused', { number: z.string().max(20) }),
  /** The claim's id is in use, and not by this organisation. */
  'claim-id-taken': plain('idempotency-key-reused'),
  'request-in-flight': plain('idempotency-in-flight'),
  'claim-files-missing': plain('blobs-missing'),
  /** Files that were here once cannot be read any more. */
  'stored-files-missing': plain('blobs-missing'),
  /** Files whose bytes are no longer those that were handed in, as `missing` lists them, some perhaps gone. */
  'stored-files-damaged': plain('blobs-missing'),
  'device-not-enrolled': plain('device-unknown'),
  'device-has-other-key': plain('device-conflict'),
  /** The device was said to be lost: its key is never taken again, and what it signed before stays true. */
  'device-lost': plain('device-conflict'),
  'digest-contradicts-address': plain('blob-mismatch'),
  'bytes-contradict-hash': plain('blob-mismatch'),
  /** `maximum` is in bytes. */
  'file-too-large': withParams('blob-too-large', { maximum: z.number().int().positive() }),
  /** A picture claims more pixels or frames than anybody decodes. */
  'picture-too-large': plain('blob-too-large'),
  'right-unknown': plain('not-ready'),
  /** Its holder has taken it out of use. */
  'right-retired': plain('not-ready'),
  /** The mandate under which the right could be claimed has run out on `day`. */
  'mandate-ended': withParams('not-ready', { holder: z.string().max(500), day: z.string().max(10) }),
  'mandate-revoked': withParams('not-ready', { holder: z.string().max(500), day: z.string().max(10) }),
  /** It is proposed, refused, or begins on a later day. */
  'mandate-not-in-force': withParams('not-ready', { holder: z.string().max(500) }),
  'mandate-without-right': withParams('not-ready', { holder: z.string().max(500) }),
  'mandate-without-marketplace': withParams('not-ready', { holder: z.string().max(500) }),
  'mandate-without-power': withParams('not-ready', { holder: z.string().max(500) }),
  /** A claim that a representative filed: its mandate does not let it answer counter-notices. */
  'mandate-without-counter-notices': withParams('not-ready', { holder: z.string().max(500) }),
  'mandate-without-withdrawal': withParams('not-ready', { holder: z.string().max(500) }),
  /** No mandate in force lets the representative register rights for this holder. */
  'mandate-without-registering': withParams('forbidden', { holder: z.string().max(500) }),
  /** The mandate names its rights: one that is new, or would become another registration, is not among them. */
  'mandate-names-rights': withParams('forbidden', { holder: z.string().max(500) }),
  /** Whoever decides belongs to the holder or to the representative. */
  'mandate-of-own-organisation': plain('forbidden'),
  /** Whoever entered a mandate does not confirm it. */
  'mandate-entered-by-oneself': plain('forbidden'),
  /** The holder has people who can confirm it. */
  'mandate-for-its-holder': withParams('forbidden', { holder: z.string().max(500) }),
  /** Somebody else decided on it meanwhile, or it has ended. */
  'mandate-changed-meanwhile': plain('conflict'),
  /** Somebody, `name`, changed the same value of a procedure after it was looked at. */
  'procedure-changed-meanwhile': withParams('conflict', { name: z.string().max(500) }),
  /** `errors` names the right that is the same. */
  'right-registered-already': plain('conflict'),
  'right-changed-meanwhile': plain('conflict'),
  /** The authenticator has made this very passkey before. */
  'passkey-there': plain('conflict'),
  /** The account at the provider signs somebody in already. */
  'identity-taken': plain('conflict'),
  /** Whoever decides belongs to the organisation whose right it is. */
  'right-of-own-organisation': plain('forbidden'),
  'right-decided-already': plain('conflict'),
  /** `errors` names what was not looked at. */
  'checks-open': plain('invalid-body'),
  'right-has-enough-files': plain('conflict'),
  /** A table of rights that is none, or larger than it may be. */
  'table-unreadable': plain('invalid-body'),
  'table-too-long': withParams('invalid-body', { rows: z.number().int().positive() }),
  'table-without-columns': plain('invalid-body'),
  /** Rows of it cannot be registered, and all were asked for. */
  'table-has-faults': plain('invalid-body'),
  /** What is registered changed after the table was looked at. */
  'table-looked-at-before': plain('conflict'),
  /** `errors` names what is missing. */
  'claim-incomplete': plain('not-ready'),
  'capture-unsigned': plain('not-ready'),
  'capture-unmasked': plain('not-ready'),
  /** Two claims of one package rest on one capture with different masked copies. */
  'masked-copies-differ': plain('not-ready'),
  'already-member': plain('not-ready'),
  /** An organisation of its kind has no such roles. */
  'roles-unfit': plain('not-ready'),
  'package-impossible': plain('not-ready'),
  /** Another decision came in between: how the claim stands since `at`, by whom (empty where the server itself decided). */
  'claim-moved-on': withParams('conflict', {
    number: z.string().max(20),
    state: z.string().max(40),
    name: z.string().max(500),
    at: z.string().max(40),
  }),
  /** In the state that the claim is in, this cannot be done. */
  'claim-elsewhere': withParams('conflict', { number: z.string().max(20), state: z.string().max(40) }),
  /** Somebody else took the claim, or gave it away, meanwhile; `name` is empty where nobody has it now. */
  'assigned-meanwhile': withParams('conflict', { number: z.string().max(20), name: z.string().max(500) }),
  /** The question was answered or taken back meanwhile. */
  'question-closed': withParams('conflict', { number: z.string().max(20) }),
  /** Only who decided, or a program lead, takes back the last decision, before it leaves the program. */
  'nothing-to-undo': withParams('conflict', { number: z.string().max(20) }),
  /** Whoever belongs to the organisation whose claim it is does not decide about it. */
  'reviewer-belongs': withParams('forbidden', { number: z.string().max(20) }),
  /** Two people approve such claims, and this one did already. */
  'second-person-needed': withParams('forbidden', { number: z.string().max(20) }),
  /** To whom it was given is no active analyst or program lead. */
  'assignee-unknown': plain('not-ready'),
  /** The right was refused or has expired meanwhile. */
  'right-does-not-stand': withParams('not-ready', { number: z.string().max(20), mark: z.string().max(500) }),
  /** No claim that the caller may read names it, and their organisation keeps nothing of it. */
  'seller-unknown': plain('not-found'),
  /** There is no such list, note or penalty, or it is another organisation's. */
  'seller-entry-unknown': plain('not-found'),
  /** The address of a mail that does not lead anywhere: it was cut off. */
  'link-unknown': plain('not-found'),
  'webhook-unknown': plain('not-found'),
  /** One with the same id is there: its secret was shown then. */
  'webhook-made-before': plain('conflict'),
  /** It is paused, or was disabled. */
  'webhook-not-active': plain('conflict'),
  /** The organisation has `maximum` webhooks already. */
  'too-many-webhooks': withParams('forbidden', { maximum: z.number().int().positive() }),
  /** Nothing is sent to such an address: no address, not https, with a user in it, of a port that is none of the web's, or of no public host. */
  'webhook-address-none': plain('not-ready'),
  'webhook-address-not-https': plain('not-ready'),
  'webhook-address-user': plain('not-ready'),
  'webhook-address-port': plain('not-ready'),
  'webhook-address-private': plain('not-ready'),
  'counter-unknown': plain('not-found'),
  /** The seller has had every chance that there is. */
  'counter-chances-used': withParams('conflict', { number: z.string().max(20) }),
  /** It was replied to, decided or proven already, or is not as far yet. */
  'counter-elsewhere': withParams('conflict', { number: z.string().max(20) }),
  /** Only a marketplace's own people speak for marketplaces. */
  'organisation-no-marketplace': plain('conflict'),
  'test-buy-unknown': plain('not-found'),
  /** Somebody, `name`, saved it or noted a stage after it was looked at. */
  'test-buy-changed-meanwhile': withParams('conflict', { name: z.string().max(500) }),
  /** Something is missing that the report needs, or the claim. */
  'test-buy-not-ready': withParams('not-ready', { number: z.string().max(20) }),
  /** Such a stage does not follow the one that stands. */
  'test-buy-stage': withParams('conflict', { number: z.string().max(20) }),
  'test-buy-step-unknown': plain('not-found'),
  /** Only the last stage that stands is taken back. */
  'test-buy-step-not-last': plain('conflict'),
  /** Nothing has come yet that could be examined. */
  'test-buy-not-received': withParams('conflict', { number: z.string().max(20) }),
  /** Persona and payment are read by who bought, and by who manages the organisation. */
  'test-buy-vault-closed': plain('forbidden'),
  /** It was sealed by a secret that this installation does not have. */
  'test-buy-vault-unreadable': plain('not-ready'),
  /** A claim, `number`, rests on the order: its number stays. */
  'test-buy-order-claimed': withParams('conflict', { number: z.string().max(20) }),
  'raid-unknown': plain('not-found'),
  /** Somebody, `name`, saved the raid after it was looked at, or its custody log got longer. */
  'raid-changed-meanwhile': withParams('conflict', { name: z.string().max(500) }),
  /** The gate finds something missing. */
  'raid-not-ready': withParams('not-ready', { number: z.string().max(20) }),
  /** Of a file that goes no clean copy can be made; `name` is its own. */
  'raid-file-unreadable': withParams('not-ready', { name: z.string().max(200) }),
  /** Who prepared a package does not release it. */
  'raid-second-person': withParams('forbidden', { number: z.string().max(20) }),
  'raid-of-own-organisation': plain('forbidden'),
  /** It was decided on, prepared anew or outdated since it was looked at. */
  'raid-package-changed': plain('conflict'),
  /** Nothing has gone yet that something could come of. */
  'raid-not-released': plain('conflict'),
  'handover-unknown': plain('not-found'),
  /** Only who handed on and who received confirm. */
  'handover-of-others': plain('forbidden'),
  /** Both sides stand behind it, or it was withdrawn. */
  'handover-settled': plain('conflict'),
  /** There is no such packet, or none that was disclosed. */
  'packet-unknown': plain('not-found'),
  /** None of the claims waits for a packet any more. */
  'packet-without-claims': plain('conflict'),
  /** Whoever builds or releases it belongs to who complains. */
  'packet-of-own-organisation': plain('forbidden'),
  /** Who built a packet does not release it. */
  'packet-second-person': withParams('forbidden', { number: z.string().max(20) }),
  /** It is another now than what was seen. */
  'packet-changed': withParams('conflict', { number: z.string().max(20) }),
  /** The links that were named are not in the packet, or not in a state in which that can be done. */
  'packet-links': withParams('conflict', { number: z.string().max(20) }),
  /** A split that would leave nothing. */
  'packet-split-all': withParams('conflict', { number: z.string().max(20) }),
  /** In the state that the packet is in, this cannot be done. */
  'packet-elsewhere': withParams('conflict', { number: z.string().max(20), state: z.string().max(40) }),
  /** A file of it is not as it was handed in, its right does not stand any more, or nothing is left in it. */
  'packet-not-ready': withParams('not-ready', { number: z.string().max(20) }),
  /** The server's disk is full, failing or closed to it: the files that the packet goes out as could not be written, and nothing has gone. */
  'packet-files-unwritten': withParams('unavailable', { number: z.string().max(20) }),
  /** The right was refused, has expired or was taken out of use: nothing can go on it. */
  'packet-right-does-not-stand': withParams('not-ready', { mark: z.string().max(500) }),
  /** The same file of answers was kept before. */
  'answers-kept-before': withParams('conflict', { at: z.string().max(40), name: z.string().max(500) }),
  'answers-unknown': plain('not-found'),
  /** Nothing in the file can be taken. */
  'answers-nothing-matched': plain('not-ready'),
  /** Some are applied still, or it was undone before. */
  'answers-not-undoable': plain('conflict'),
  /** The packet has no such link, or one is named twice. */
  'answer-link-unknown': plain('invalid-body'),
  /** A link of the packet was taken back from the marketplace. */
  'answer-link-withdrawn': withParams('conflict', { number: z.string().max(20) }),
  /** The packet was taken back. */
  'answer-too-late': withParams('conflict', { number: z.string().max(20) }),
  /** A package holds what one organisation has handed in. */
  'package-of-several-organisations': plain('not-ready'),
  /** `seconds` after which to try again. */
  'too-many-requests': withParams('rate-limited', { seconds: z.number().int().nonnegative() }),
  /** So many resumable uploads, or bytes in them, are open that no further one is begun; `seconds` as above. */
  'uploads-open': withParams('rate-limited', { seconds: z.number().int().nonnegative() }),
  /** Nothing can be stored or read just now. */
  'storage-unavailable': plain('unavailable'),
  'sessions-unavailable': plain('unavailable'),
  /** The provider of sign-in does not answer. */
  'provider-unavailable': plain('unavailable'),
  /** More comes than can be taken in: nothing of this was, and it may come again. */
  overloaded: plain('unavailable'),
  /** The server's own database ended `seconds` ago and is being started again; `attempts` failed so far. */
  'database-restarting': withParams('unavailable', {
    attempts: z.number().int().nonnegative(),
    seconds: z.number().int().nonnegative(),
  }),
  /** Too little room is left on the server's disk to take anything in. */
  'disk-full': plain('unavailable'),
  unforeseen: plain('internal'),
} satisfies Record<string, Case<z.ZodObject>>;

export type ProblemCode = keyof typeof PROBLEM_CASES;
export const PROBLEM_CODES = Object.keys(PROBLEM_CASES) as ProblemCode[];

/** Parameters of a problem's case. */
export type ProblemParams<Code extends ProblemCode> = z.infer<(typeof PROBLEM_CASES)[Code]['params']>;

/** A case with its own parameters. */
export type ProblemCase = {
  [Code in ProblemCode]: { code: Code; params: ProblemParams<Code> };
}[ProblemCode];

/**
 * RFC 9457 problem document. It holds no sentence: `words/` makes one of `code` and `params`. `type` is stable and what clients decide
 * by, with the status; `code` may be one that this version does not know, and older servers give none.
 */
export const problem = z.object({
  type: z.string(),
  status: z.number().int(),
  code: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  instance: z.string().optional(),
  /** What is wrong with which field. */
  errors: z.array(fieldError).optional(),
  /** Hashes the server does not hold yet, with type `…/blobs-missing`. */
  missing: z.array(sha256Hex).optional(),
});
export type Problem = z.infer<typeof problem>;

/** The case of a problem, or null for one that this version does not know. */
export function problemCase(document: Pick<Problem, 'code' | 'params'> | undefined): ProblemCase | null {
  const code = PROBLEM_CODES.find((known) => known === document?.code);
  if (code === undefined) return null;
  const params = PROBLEM_CASES[code].params.safeParse(document?.params ?? {});
  return params.success ? ({ code, params: params.data } as ProblemCase) : null;
}

/** The name of a problem's kind, or undefined for one that this version does not know. */
export function problemName(document: Pick<Problem, 'type'> | undefined): ProblemName | undefined {
  if (!document?.type.startsWith(PROBLEM_BASE)) return undefined;
  const name = document.type.slice(PROBLEM_BASE.length);
  return PROBLEMS.find((known) => known === name);
}
