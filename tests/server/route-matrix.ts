import { randomUUID } from 'node:crypto';
import { emptyRaid, emptyTestBuy, RETENTION_DAYS, STANDING_DEFAULTS } from '@marketsafe/contract';

/** Who asks, in the matrix of routes. */
export const ACTORS = [
  'investigator',
  'manager',
  'signatory',
  'other holder',
  // Of three representatives of the holder: one whose mandate is in force, one whose has expired, one whose was revoked.
  'representative',
  'expired representative',
  'revoked representative',
  'analyst',
  'program lead',
  'liaison',
  'extension',
  'token',
  'nobody',
] as const;
export type Actor = (typeof ACTORS)[number];

/** `in`: looked at; `none`: there is no such thing for them (404); `refused`: not for them (403); `unknown`: who is it (401). */
export type Outcome = 'in' | 'none' | 'refused' | 'unknown';

/** What belongs to the holder whom everybody asks about. */
export interface Things {
  organisationId: string;
  claimId: string;
  captureId: string;
  sha256: string;
  rightId: string;
  /** The mandate that is in force. */
  mandateId: string;
  /** Somebody of the holder's, and an invitation to it, which nobody else needs. */
  userId: string;
  invitationId: string;
  /** A file of the right. */
  certificate: string;
  /** A view that the investigator keeps. */
  viewId: string;
  /** What a seller says against a removal. */
  counterId: string;
  /** A seller whom the claim names, and what the holder keeps of them. */
  sellerId: string;
  entryId: string;
  /** A packet that the marketplace's people have. */
  packetId: string;
  /** A file of the marketplace's answers. */
  importId: string;
  /** A raid, and a hand-over of its goods. */
  raidId: string;
  /** Its package, as the marketplace's people have it. */
  packageId: string;
  handoverId: string;
  /** A test buy, and the stage that stands in it. */
  testBuyId: string;
  stepId: string;
  /** A proposal of deletion, and a legal hold. */
  proposalId: string;
  holdId: string;
  /** A topic of the working group. */
  topicId: string;
  /** An application to take part, and a document of it. */
  applicationId: string;
  fileId: string;
  /** What was asked for: that the holder leaves; and the export that it takes along. */
  graduationId: string;
  exportId: string;
  /** What the program prepared to publish. */
  publicationId: string;
  /** A request for a penalty of the seller. */
  requestId: string;
}

/** What becomes of whom. Representatives fare as another holder does, and a token as an extension, unless something else is said. */
type Outcomes = Readonly<
  Record<Exclude<Actor, Representative | 'token'>, Outcome> &
    Partial<Record<Representative | 'token', Outcome>>
>;
export type Representative = Extract<Actor, `${string}representative`>;

/** What becomes of somebody who asks. */
export function outcomeOf({ outcomes }: Row, actor: Actor): Outcome {
  return outcomes[actor] ?? outcomes[actor === 'token' ? 'extension' : 'other holder'];
}

/** A route, and what becomes of each who asks. */
export interface Row {
  outcomes: Outcomes;
  query?: (things: Things) => string;
  body?: (things: Things) => unknown;
  headers?: Readonly<Record<string, string>>;
  /** To whom its answer names the holder's things on purpose, besides the holder's own and the program's people. */
  tells?: readonly Actor[];
}

/** Version of the protocol of resumable uploads. */
export const TUS = { 'tus-resumable': '1.0.0' };

/** A key that is used once. */
const KEYED = { 'idempotency-key': 'a new one' };

/** Whoever has, or had, a mandate of the holder's. */
const MANDATED: readonly Actor[] = ['representative', 'expired representative', 'revoked representative'];

const OWN = { investigator: 'in', manager: 'in', signatory: 'in' } as const;
const ANONYMOUS = { nobody: 'unknown' } as const;

/** What everybody may see, because it holds nothing of anybody. */
const OPEN: Outcomes = {
  ...OWN,
  'other holder': 'in',
  analyst: 'in',
  'program lead': 'in',
  liaison: 'in',
  extension: 'in',
  nobody: 'in',
};
/** One thing of a holder. */
const THING: Outcomes = {
  ...OWN,
  'other holder': 'none',
  analyst: 'in',
  'program lead': 'in',
  liaison: 'refused',
  extension: 'refused',
  ...ANONYMOUS,
};
/** A list or a question, of which each sees their own part. */
const LIST: Outcomes = { ...THING, 'other holder': 'in' };
/** Where there is nothing of the kind for those who may ask. */
const NOTHING = Object.fromEntries(
  Object.entries(LIST).map(([actor, outcome]) => [actor, outcome === 'in' ? 'none' : outcome]),
) as Outcomes;
/** What is handed in, with an extension as well. */
const HAND_IN: Outcomes = {
  ...LIST,
  analyst: 'refused',
  'program lead': 'refused',
  extension: 'in',
};
/** What a participant writes of a raid: staff only read it. */
const OWN_RAID: Outcomes = { ...THING, analyst: 'refused', 'program lead': 'refused' };
/** What of a test buy is for its own people alone: the program's staff do not see it either. */
const OWN_BUY: Outcomes = OWN_RAID;
/** Persona and payment: of who planned the test buy, and of managers. */
const VAULT: Outcomes = { ...OWN_BUY, signatory: 'refused' };
/** About the caller themselves. */
const SELF: Outcomes = { ...OPEN, ...ANONYMOUS };
/** What a person who signed in with their password does with their own account. */
const ACCOUNT: Outcomes = { ...SELF, extension: 'refused' };
/** Something of an account that is not the caller's. */
const NOT_ONES_OWN: Outcomes = {
  investigator: 'none',
  manager: 'none',
  signatory: 'none',
  'other holder': 'none',
  analyst: 'none',
  'program lead': 'none',
  liaison: 'none',
  extension: 'refused',
  ...ANONYMOUS,
};
/** What is there for nobody. */
const NOBODYS: Outcomes = { ...NOT_ONES_OWN, extension: 'none', nobody: 'none' };
/** What asks for a proof of who one is, besides a session. */
const UNPROVEN: Outcomes = {
  investigator: 'refused',
  manager: 'refused',
  signatory: 'refused',
  'other holder': 'refused',
  analyst: 'refused',
  'program lead': 'refused',
  liaison: 'refused',
  extension: 'refused',
  ...ANONYMOUS,
};
/** What staff decide. */
const STAFF: Outcomes = {
  investigator: 'refused',
  manager: 'refused',
  signatory: 'refused',
  'other holder': 'refused',
  analyst: 'in',
  'program lead': 'in',
  liaison: 'refused',
  extension: 'refused',
  ...ANONYMOUS,
};

/** What somebody of the holder's has begun to hand in. */
const OWN_UPLOAD: Outcomes = { ...HAND_IN, 'other holder': 'none' };

/** Of whoever answers for a holder's rights. */
const KEEPER: Outcomes = {
  ...THING,
  investigator: 'refused',
  analyst: 'refused',
  'program lead': 'refused',
};
/** What whoever answers for an organisation does with its own. */
const OWN_KEEPERS: Outcomes = { ...KEEPER, 'other holder': 'in' };
/** The same, and of a representative whose mandate lets it register rights; one that has ended is told so. */
const KEPT: Outcomes = {
  ...KEEPER,
  representative: 'in',
  'expired representative': 'refused',
  'revoked representative': 'refused',
};
/** Of whoever manages a holder's people. */
const MANAGER: Outcomes = {
  ...THING,
  investigator: 'refused',
  signatory: 'refused',
  analyst: 'refused',
};
/** What of a holder goes out by itself: its managers' alone. */
const WEBHOOK: Outcomes = { ...MANAGER, 'program lead': 'refused' };
const HOOK = { address: 'https://hooks.further.invalid/', events: ['right.changed'] };
const LEAD: Outcomes = { ...STAFF, analyst: 'refused' };

/** What the marketplace's own people read. */
const DESK: Outcomes = { ...STAFF, analyst: 'refused', 'program lead': 'refused', liaison: 'in' };
/** What is written to one claim by its participant, with an extension as well. */
const WRITE_TO: Outcomes = { ...HAND_IN, 'other holder': 'none' };

const withExtension = (outcomes: Outcomes): Outcomes => ({ ...outcomes, extension: 'in' });
const ofClaim = ({ claimId }: Things) => `claim=${claimId}`;

/** Every route of the program by method and address as its description writes them. */
export const ROUTES: Readonly<Record<string, Row>> = {
  'GET /health': { outcomes: OPEN },
  // Whoever is on this machine.
  'GET /metrics': { outcomes: OPEN },
  'GET /v1/keys': { outcomes: OPEN },
  'GET /v1/audit-roots': { outcomes: OPEN },
  'GET /v1/openapi.json': { outcomes: OPEN },

  // By the token in its body, whoever sends it.
  'POST /v1/session/refresh': { outcomes: OPEN },
  'POST /v1/session/end': { outcomes: OPEN },
  'GET /v1/me': { outcomes: SELF },
  'PUT /v1/me/language': { outcomes: SELF },
  // One's own account: no extension's token opens it.
  'GET /v1/me/account': { outcomes: ACCOUNT },
  'GET /v1/me/mail': { outcomes: ACCOUNT },
  'PUT /v1/me/mail': {
    outcomes: ACCOUNT,
    body: () => ({ threads: true, translations: true, digest: 'daily' }),
  },
  'PUT /v1/me/password': { outcomes: ACCOUNT },
  'POST /v1/me/tokens': { outcomes: ACCOUNT },
  'DELETE /v1/me/sessions/{sessionId}': { outcomes: NOT_ONES_OWN },
  'DELETE /v1/me/tokens/{tokenId}': { outcomes: NOT_ONES_OWN },
  'POST /v1/me/proof/options': { outcomes: ACCOUNT },
  'POST /v1/me/proof': { outcomes: ACCOUNT },
  'POST /v1/me/passkeys/options': { outcomes: UNPROVEN },
  'POST /v1/me/passkeys': { outcomes: ACCOUNT },
  'PATCH /v1/me/passkeys/{passkeyId}': { outcomes: NOT_ONES_OWN, body: () => ({ name: 'Mine' }) },
  'DELETE /v1/me/passkeys/{passkeyId}': { outcomes: NOT_ONES_OWN },
  'POST /v1/me/identities': { outcomes: ACCOUNT },
  'DELETE /v1/me/identities/{identityId}': { outcomes: NOT_ONES_OWN },
  'POST /v1/password/forgotten': { outcomes: OPEN },
  'POST /v1/password/reset': { outcomes: OPEN },
  'GET /v1/me/organisations': { outcomes: { ...SELF, extension: 'refused' } },
  'PUT /v1/me/organisation': {
    outcomes: {
      ...SELF,
      'other holder': 'none',
      analyst: 'none',
      'program lead': 'none',
      liaison: 'none',
      extension: 'refused',
    },
    body: ({ organisationId }) => ({ organisationId }),
  },
  'GET /v1/organisations': { outcomes: STAFF },
  'POST /v1/organisations': {
    outcomes: LEAD,
    body: () => ({
      name: 'A further one',
      kind: 'rights_holder',
      firstPerson: { email: 'first@further.example', language: 'en' },
    }),
  },
  'GET /v1/organisations/{organisationId}/people': { outcomes: THING },
  'PUT /v1/organisations/{organisationId}/marketplaces': {
    outcomes: LEAD,
    body: () => ({ marketplaces: [] }),
  },
  'PUT /v1/organisations/{organisationId}/contact': {
    outcomes: { ...KEEPER, analyst: 'refused', 'program lead': 'refused' },
    body: () => ({ email: 'rights@further.example' }),
  },
  'POST /v1/organisations/{organisationId}/invitations': {
    outcomes: MANAGER,
    body: () => ({ email: 'invited@further.example', roles: ['investigator'], language: 'en' }),
  },
  'DELETE /v1/organisations/{organisationId}/invitations/{invitationId}': { outcomes: MANAGER },
  'PUT /v1/organisations/{organisationId}/people/{userId}/roles': {
    outcomes: MANAGER,
    body: () => ({ roles: ['investigator', 'signatory'] }),
  },
  'DELETE /v1/organisations/{organisationId}/people/{userId}': { outcomes: MANAGER },
  // Whoever has the secret that was mailed.
  'POST /v1/invitations/look-up': { outcomes: OPEN },
  'POST /v1/invitations/accept': { outcomes: OPEN },
  'GET /v1/marketplaces/settings': { outcomes: SELF },
  'GET /v1/marketplaces/readings': { outcomes: STAFF },
  'GET /v1/marketplaces/readings/{marketplace}': { outcomes: STAFF },
  'PUT /v1/marketplaces/settings/{marketplace}': { outcomes: STAFF },
  'DELETE /v1/marketplaces/settings/{marketplace}': { outcomes: STAFF },
  'GET /v1/procedures': { outcomes: withExtension(LIST) },
  'GET /v1/procedures/brief': { outcomes: withExtension(LIST) },
  'GET /v1/procedures/changes': { outcomes: STAFF },
  'POST /v1/procedures/changes': { outcomes: STAFF },
  'POST /v1/procedures/changes/{sequence}/undo': { outcomes: STAFF },

  // The rights of a mandate are its representative's to claim under.
  'GET /v1/rights': { outcomes: withExtension(LIST), tells: ['representative'] },
  'GET /v1/changes': { outcomes: withExtension(LIST) },
  // A claim that rests on a right of the holder's says on which.
  'GET /v1/known': { outcomes: withExtension(LIST), tells: ['representative'] },
  'GET /v1/files/damaged': { outcomes: LIST },
  'GET /v1/challenge': { outcomes: withExtension(LIST) },
  'POST /v1/devices': { outcomes: withExtension(LIST) },
  'PUT /v1/drafts': { outcomes: HAND_IN },
  'HEAD /v1/blobs/{sha256}': {
    // Whether it is held, is asked before it is handed in: staff have handed nothing in.
    outcomes: { ...withExtension(THING), analyst: 'none', 'program lead': 'none' },
  },
  'PUT /v1/blobs/{sha256}': { outcomes: HAND_IN },
  'GET /v1/blobs/{sha256}': { outcomes: THING, query: ofClaim },
  'POST /v1/uploads': { outcomes: HAND_IN },
  'HEAD /v1/uploads/{upload}': { outcomes: OWN_UPLOAD, headers: TUS },
  'PATCH /v1/uploads/{upload}': {
    outcomes: OWN_UPLOAD,
    headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  },
  'DELETE /v1/uploads/{upload}': { outcomes: OWN_UPLOAD, headers: TUS },

  'POST /v1/claims': { outcomes: HAND_IN },
  'POST /v1/claims/from-file/{sha256}': { outcomes: HAND_IN },
  // What a representative has filed names the right under which it did.
  'GET /v1/claims': { outcomes: LIST, tells: ['representative'] },
  'GET /v1/claims/{claimId}': { outcomes: THING },
  'GET /v1/claims/{claimId}/reports/{kind}': { outcomes: THING },
  'GET /v1/captures/{captureId}/seal': { outcomes: withExtension(THING), query: ofClaim },
  'POST /v1/packages': {
    outcomes: { ...THING, liaison: 'refused' },
    body: ({ claimId }) => ({ kind: 'evidence', claimIds: [claimId] }),
  },
  'GET /v1/search': { outcomes: LIST, tells: ['representative'] },
  'GET /v1/views': { outcomes: LIST },
  'PUT /v1/views/{viewId}': { outcomes: LIST },
  'DELETE /v1/views/{viewId}': { outcomes: LIST },
  'PUT /v1/looks': { outcomes: LIST },
  'GET /v1/translations': { outcomes: withExtension(LIST) },
  'PUT /v1/translations/{translationId}': { outcomes: withExtension(LIST) },
  'GET /v1/translations/queue': { outcomes: STAFF },
  'PUT /v1/translations/{translationId}/result': { outcomes: STAFF },
  'GET /v1/threads': { outcomes: LIST },
  'GET /v1/threads/causes': { outcomes: STAFF },
  'GET /v1/threads/counts': { outcomes: LIST },
  'GET /v1/threads/settings': { outcomes: STAFF },
  'PUT /v1/threads/settings': {
    outcomes: LEAD,
    body: () => ({ targetHours: { analyst: 24, lead: 48, liaison: 120 } }),
  },
  'GET /v1/threads/{about}/{subjectId}': { outcomes: THING },
  'POST /v1/threads/{about}/{subjectId}': {
    outcomes: THING,
    body: () => ({ entryId: randomUUID(), kind: 'message', text: 'Why?' }),
  },

  // Members of the program read what any of them wrote, under the organisation's name.
  'GET /v1/group/topics': { outcomes: LIST, tells: ['other holder', ...MANDATED] },
  'GET /v1/group/topics/{topicId}': { outcomes: LIST, tells: ['other holder', ...MANDATED] },
  'GET /v1/group/signals': { outcomes: LIST },
  // Whoever writes is told whom one can mention: who opened the topic.
  'GET /v1/group/mentionable': {
    outcomes: { ...LIST, investigator: 'refused' },
    tells: ['other holder', ...MANDATED],
  },
  // The topic is no meeting, and no file stands beside it.
  'GET /v1/group/topics/{topicId}/meeting.ics': { outcomes: NOTHING },
  'PUT /v1/group/files/{sha256}': {
    outcomes: { ...LIST, investigator: 'refused' },
    headers: { 'content-type': 'application/pdf' },
  },
  'GET /v1/group/topics/{topicId}/files/{sha256}': { outcomes: NOTHING },
  'POST /v1/group/entries': {
    outcomes: { ...LIST, investigator: 'refused' },
    body: ({ topicId }) => ({
      ...{ entryId: randomUUID(), kind: 'post', topicId, text: 'So do we.', named: false },
    }),
  },
  'PUT /v1/group/topics/{topicId}/vote': {
    outcomes: { ...LIST, investigator: 'refused' },
    body: () => ({ option: 1 }),
  },

  'GET /v1/review/queue': { outcomes: STAFF },
  'GET /v1/review/counts': { outcomes: STAFF },
  'GET /v1/review/claims/{claimId}': { outcomes: STAFF },
  'PUT /v1/review/claims/{claimId}/presence': { outcomes: STAFF },
  'POST /v1/review/assignments': { outcomes: STAFF },
  'GET /v1/clocks': { outcomes: { ...LIST, extension: 'in' } },
  'GET /v1/counter-notices': { outcomes: { ...LIST, extension: 'in' } },
  'POST /v1/claims/{claimId}/counter-notices': {
    outcomes: STAFF,
    body: () => ({ counterId: randomUUID(), receivedOn: '2026-11-02', statement: 'No.', replyBy: null }),
  },
  'PUT /v1/counter-notices/files/{sha256}': { outcomes: STAFF },
  'GET /v1/counter-notices/{counterId}/files/{sha256}': { outcomes: THING },
  'PUT /v1/sightings': { outcomes: HAND_IN, body: () => ({ sightings: [] }) },
  'GET /v1/watch-list': { outcomes: { ...LIST, extension: 'in' } },
  'POST /v1/counter-notices/{counterId}/reply': {
    outcomes: OWN_UPLOAD,
    body: () => ({ kind: 'concede', cause: 'other', text: '' }),
  },
  'POST /v1/counter-notices/{counterId}/forwarded': { outcomes: STAFF, body: () => ({ on: '2026-11-02' }) },
  'POST /v1/counter-notices/{counterId}/proof': {
    outcomes: OWN_UPLOAD,
    body: () => ({ kind: 'suit', on: '2026-11-02', text: '' }),
  },
  'POST /v1/counter-notices/{counterId}/outcome': {
    outcomes: STAFF,
    body: () => ({ outcome: 'upheld', text: '' }),
  },
  'GET /v1/owned/{kind}': {
    outcomes: { ...LIST, analyst: 'refused', 'program lead': 'refused' },
    query: () => 'format=csv',
    tells: ['representative'],
  },
  'GET /v1/sellers': { outcomes: LIST },
  'GET /v1/seller-lists': { outcomes: { ...LIST, extension: 'in' } },
  'POST /v1/sellers': {
    outcomes: LIST,
    body: () => ({
      ...{ marketplace: 'aliexpress', id: '42', name: null, list: 'allow', why: '', entryId: randomUUID() },
    }),
  },
  'GET /v1/sellers/{sellerId}': { outcomes: THING },
  'POST /v1/sellers/{sellerId}/entries': {
    outcomes: THING,
    body: () => ({ kind: 'list', said: { list: 'watch', why: '' }, entryId: randomUUID() }),
  },
  'POST /v1/sellers/{sellerId}/entries/{entryId}/undo': {
    outcomes: { ...THING, analyst: 'none', 'program lead': 'none' },
    body: () => ({ undoId: randomUUID() }),
  },
  'GET /v1/raids': { outcomes: LIST },
  'POST /v1/raids': {
    outcomes: { ...OWN_RAID, 'other holder': 'in' },
    body: () => ({ raidId: randomUUID(), title: 'Warehouse' }),
  },
  'GET /v1/raids/{raidId}': { outcomes: THING },
  'PUT /v1/raids/{raidId}': { outcomes: OWN_RAID, body: () => ({ version: 7, content: emptyRaid('Shop') }) },
  'POST /v1/raids/{raidId}/undo': { outcomes: OWN_RAID, body: () => ({ version: 7, to: 1 }) },
  'GET /v1/raids/{raidId}/proposals': { outcomes: THING },
  'POST /v1/raids/{raidId}/inventory': { outcomes: OWN_RAID, headers: { 'content-type': 'text/csv' } },
  'POST /v1/raids/{raidId}/handovers': {
    outcomes: OWN_RAID,
    body: () => ({
      ...{ handoverId: randomUUID(), at: '2026-11-02T08:00:00.000Z', bags: null, paper: null },
      ...{
        from: { kind: 'outside', custodian: 'court', name: 'Court' },
        to: { kind: 'outside', custodian: 'carrier', name: 'Carrier' },
      },
    }),
  },
  // Of the two who stand in it alone.
  'POST /v1/raids/{raidId}/handovers/{handoverId}/confirmation': {
    outcomes: { ...OWN_RAID, manager: 'refused', signatory: 'refused' },
  },
  'POST /v1/raids/{raidId}/handovers/{handoverId}/withdrawal': {
    outcomes: OWN_RAID,
    body: () => ({ reason: 'Wrong day' }),
  },
  'POST /v1/raids/{raidId}/package': { outcomes: OWN_RAID, body: () => ({ version: 1 }) },
  'GET /v1/raids/{raidId}/package/{name}': { outcomes: THING },
  'POST /v1/raids/{raidId}/package/decision': {
    outcomes: STAFF,
    body: () => ({ decision: 'declined', reason: 'Not yet' }),
  },
  'POST /v1/raids/{raidId}/outcomes': {
    outcomes: THING,
    body: () => ({
      ...{ outcomeId: randomUUID(), kind: 'refused', toldOn: '2026-11-02', toldBy: 'The desk', text: '' },
    }),
  },
  'GET /v1/raids/{raidId}/files/{sha256}': { outcomes: THING },
  'GET /v1/test-buys': { outcomes: { ...OWN_BUY, 'other holder': 'in' } },
  'POST /v1/test-buys': {
    outcomes: { ...OWN_BUY, 'other holder': 'in' },
    body: () => ({ testBuyId: randomUUID(), name: 'Jacket' }),
  },
  'GET /v1/test-buys/for-claim': {
    outcomes: { ...OWN_BUY, 'other holder': 'in', extension: 'in' },
    query: () => 'marketplace=taobao&itemId=1',
  },
  'GET /v1/test-buys/{testBuyId}': { outcomes: OWN_BUY },
  'PUT /v1/test-buys/{testBuyId}': {
    outcomes: OWN_BUY,
    body: () => ({ version: 7, content: emptyTestBuy('Jacket') }),
  },
  'GET /v1/test-buys/{testBuyId}/captures': { outcomes: OWN_BUY },
  'POST /v1/test-buys/{testBuyId}/steps': {
    outcomes: OWN_BUY,
    body: () => ({
      ...{ stepId: randomUUID(), from: 'planned', stage: 'ordered', on: '2026-11-02', reason: '' },
    }),
  },
  'POST /v1/test-buys/{testBuyId}/steps/{stepId}/undo': {
    outcomes: OWN_BUY,
    body: () => ({ reason: 'Wrong day' }),
  },
  'POST /v1/test-buys/{testBuyId}/statements': {
    outcomes: OWN_BUY,
    body: () => ({
      ...{ statementId: randomUUID(), signedAs: 'A', process: 'B', findings: 'C', conclusion: 'undecided' },
      tells: '',
    }),
  },
  'POST /v1/test-buys/{testBuyId}/consents': {
    outcomes: OWN_BUY,
    body: () => ({ consentId: randomUUID(), order: false, files: [] }),
  },
  'GET /v1/test-buys/{testBuyId}/files/{sha256}': { outcomes: { ...OWN_BUY, extension: 'in' } },
  'GET /v1/test-buys/{testBuyId}/report': { outcomes: OWN_BUY },
  'GET /v1/test-buys/{testBuyId}/vault': { outcomes: VAULT },
  'PUT /v1/test-buys/{testBuyId}/vault': {
    outcomes: VAULT,
    body: () => ({
      version: 0,
      vault: { persona: '', account: '', recipient: '', payment: '', note: '' },
    }),
  },
  'GET /v1/claims/{claimId}/test-buy': { outcomes: OWN_BUY },
  'GET /v1/packets/candidates': { outcomes: STAFF },
  'GET /v1/packets/candidates/claims': {
    outcomes: STAFF,
    query: ({ organisationId, rightId }) =>
      `organisationId=${organisationId}&holderId=${organisationId}&rightId=${rightId}&marketplace=aliexpress&targetKind=listing&reason=counterfeit`,
  },
  'GET /v1/packets/counts': { outcomes: STAFF },
  'POST /v1/packets': { outcomes: STAFF },
  'GET /v1/packets': { outcomes: STAFF },
  'GET /v1/packets/{packetId}': { outcomes: STAFF },
  'POST /v1/packets/{packetId}/release': { outcomes: STAFF },
  'POST /v1/packets/{packetId}/sent': { outcomes: STAFF },
  'POST /v1/packets/{packetId}/cancel': { outcomes: STAFF },
  'POST /v1/packets/{packetId}/split': { outcomes: STAFF },
  'POST /v1/packets/{packetId}/withdrawal': { outcomes: STAFF },
  'POST /v1/packets/{packetId}/again': { outcomes: STAFF },
  'GET /v1/packets/{packetId}/files/{*}': { outcomes: STAFF },
  'GET /v1/desk/packets': { outcomes: DESK, tells: ['liaison'] },
  'GET /v1/desk/packets/{packetId}': { outcomes: DESK, tells: ['liaison'] },
  'GET /v1/desk/packets/{packetId}/files/{*}': { outcomes: DESK, tells: ['liaison'] },
  'GET /v1/desk/packets/{packetId}/answers': { outcomes: DESK },
  'POST /v1/desk/packets/{packetId}/answers': {
    outcomes: DESK,
    body: () => ({ answers: [{ position: 0, said: { outcome: 'acknowledged', cause: null, words: '' } }] }),
  },
  'POST /v1/desk/packets/{packetId}/answers/preview': {
    outcomes: DESK,
    body: () => ({ reading: {}, content: 'eA==' }),
  },
  'POST /v1/desk/packets/{packetId}/answers/undo': { outcomes: DESK, body: () => ({ positions: [0] }) },
  'GET /v1/desk/packets/{packetId}/counter-notices': { outcomes: DESK },
  'POST /v1/desk/packets/{packetId}/counter-notices': {
    outcomes: DESK,
    body: () => ({
      ...{ counterId: randomUUID(), position: 0, receivedOn: '2026-11-02', statement: 'No.' },
      ...{ replyBy: null, files: [] },
    }),
  },
  'GET /v1/desk/raids': { outcomes: DESK, tells: ['liaison'] },
  'GET /v1/desk/raids/{packageId}': { outcomes: DESK, tells: ['liaison'] },
  'GET /v1/desk/raids/{packageId}/files/{name}': { outcomes: DESK, tells: ['liaison'] },
  'POST /v1/desk/raids/{packageId}/answers': {
    ...{ outcomes: DESK, tells: ['liaison'] },
    body: () => ({ answerId: randomUUID(), kind: 'refused', text: '' }),
  },
  'PUT /v1/desk/files/{sha256}': { outcomes: DESK },
  'GET /v1/packets/{packetId}/answers': { outcomes: STAFF },
  // Without a name it is one's own; staff have none.
  'GET /v1/standing': {
    outcomes: { ...THING, 'other holder': 'none' },
    query: ({ organisationId }) => `organisation=${organisationId}`,
  },
  'GET /v1/figures': {
    outcomes: { ...THING, 'other holder': 'none' },
    query: ({ organisationId }) => `from=2026-01-01&to=2026-12-31&organisation=${organisationId}`,
  },
  'GET /v1/figures/lines': {
    outcomes: { ...THING, 'other holder': 'none' },
    query: ({ organisationId }) =>
      `from=2026-01-01&to=2026-12-31&what=received&organisation=${organisationId}`,
  },
  'GET /v1/figures/document': {
    outcomes: { ...THING, 'other holder': 'none' },
    query: ({ organisationId }) => `from=2026-01-01&to=2026-12-31&format=xlsx&organisation=${organisationId}`,
  },
  'GET /v1/publications': { outcomes: STAFF },
  'POST /v1/publications': {
    outcomes: STAFF,
    body: () => ({
      ...{ publicationId: randomUUID(), kind: 'research-export', from: '2026-01-01', to: '2026-01-31' },
    }),
  },
  // Once it is released there is nothing more to release.
  'POST /v1/publications/{publicationId}/decision': {
    outcomes: STAFF,
    body: () => ({ decision: 'release' }),
  },
  'GET /v1/publications/{publicationId}/file': { outcomes: STAFF },
  'GET /v1/sellers/{sellerId}/requests': { outcomes: THING },
  'POST /v1/sellers/{sellerId}/requests': {
    outcomes: OWN_RAID,
    body: () => ({
      ...{ requestId: randomUUID(), wanted: 'penalty', askedOn: '2026-01-01', lookOn: '2026-01-02' },
      basis: { kind: 'repeat', claimIds: [randomUUID(), randomUUID()] },
    }),
  },
  'POST /v1/penalty-requests/{requestId}/notes': {
    outcomes: OWN_RAID,
    body: () => ({ kind: 'look', noteId: randomUUID(), on: '2026-01-03', text: '' }),
  },
  'GET /v1/standing/participants': { outcomes: STAFF },
  'PUT /v1/standing/settings': { outcomes: LEAD, body: () => STANDING_DEFAULTS },
  'POST /v1/graduations': {
    outcomes: { ...KEEPER, analyst: 'in', 'program lead': 'in' },
    body: ({ organisationId }) => ({ graduationId: randomUUID(), organisationId, text: '' }),
  },
  'POST /v1/graduations/{graduationId}/decision': {
    // Only staff refuse.
    outcomes: { ...STAFF, 'other holder': 'none' },
    body: () => ({ decision: 'refuse', text: '' }),
  },
  'GET /v1/leaving-export': { outcomes: OWN_KEEPERS },
  'POST /v1/leaving-export': { outcomes: OWN_KEEPERS },
  'DELETE /v1/leaving-export': { outcomes: OWN_KEEPERS },
  // Of what was cancelled there is no file.
  'GET /v1/leaving-export/{exportId}': {
    outcomes: { ...KEEPER, manager: 'none', signatory: 'none' },
  },
  'GET /v1/retention': { outcomes: STAFF },
  'PUT /v1/retention/settings': { outcomes: LEAD, body: () => ({ days: RETENTION_DAYS }) },
  'GET /v1/retention/due': {
    outcomes: STAFF,
    query: ({ organisationId }) => `organisation=${organisationId}`,
  },
  'POST /v1/retention/proposals': {
    outcomes: STAFF,
    body: ({ organisationId, claimId }) => ({
      ...{ proposalId: randomUUID(), organisationId, claimIds: [claimId] },
    }),
  },
  'GET /v1/retention/proposals/{proposalId}': { outcomes: STAFF },
  'POST /v1/retention/proposals/{proposalId}/decision': {
    outcomes: STAFF,
    body: () => ({ decision: 'refuse' }),
  },
  'POST /v1/legal-holds': {
    outcomes: STAFF,
    body: ({ organisationId }) => ({ holdId: randomUUID(), on: { organisationId }, reason: 'A suit' }),
  },
  'POST /v1/legal-holds/{holdId}/release': { outcomes: STAFF },
  'POST /v1/answers/preview': { outcomes: STAFF },
  'POST /v1/answers/imports': { outcomes: STAFF },
  'GET /v1/answers/imports': { outcomes: STAFF },
  'GET /v1/answers/imports/{importId}': { outcomes: STAFF },
  'GET /v1/answers/imports/{importId}/file': { outcomes: STAFF },
  'POST /v1/answers/imports/{importId}/undo': { outcomes: STAFF },
  'POST /v1/review/priorities': { outcomes: STAFF },
  'POST /v1/review/decisions': { outcomes: STAFF },
  'GET /v1/review/settings': { outcomes: STAFF },
  'PUT /v1/review/settings': { outcomes: LEAD },
  'GET /v1/questions': { outcomes: HAND_IN },
  'POST /v1/claims/{claimId}/answers': {
    outcomes: WRITE_TO,
    headers: KEYED,
    body: ({ claimId }) => ({ questionId: claimId, text: 'An answer.', files: [], evidence: [] }),
  },
  'POST /v1/claims/{claimId}/withdrawal': {
    outcomes: WRITE_TO,
    headers: KEYED,
    body: () => ({ cause: 'mistake', text: '' }),
  },

  'GET /v1/news': { outcomes: HAND_IN },
  'PUT /v1/news/seen': { outcomes: { ...HAND_IN, extension: 'refused' }, body: () => ({ sequence: 1 }) },
  'GET /v1/notices': { outcomes: LIST },
  'PUT /v1/notices/seen': { outcomes: LIST, body: () => ({ mention: 1, warning: 1 }) },
  // By the token in its address, which nobody makes.
  'GET /v1/mail/off/{token}': { outcomes: OPEN },
  'POST /v1/mail/off/{token}': { outcomes: NOBODYS },
  'GET /v1/me/calendar': { outcomes: LIST },
  'POST /v1/me/calendar': { outcomes: LIST },
  'DELETE /v1/me/calendar': { outcomes: LIST },
  'GET /v1/calendar/{token}/clocks.ics': { outcomes: NOBODYS },
  'GET /v1/webhooks': { outcomes: { ...WEBHOOK, 'other holder': 'in' } },
  'POST /v1/webhooks': {
    outcomes: { ...WEBHOOK, 'other holder': 'in' },
    body: () => ({ webhookId: randomUUID(), ...HOOK }),
  },
  'PUT /v1/webhooks/{webhookId}': { outcomes: WEBHOOK, body: () => ({ ...HOOK, active: false }) },
  'DELETE /v1/webhooks/{webhookId}': { outcomes: WEBHOOK },
  'POST /v1/webhooks/{webhookId}/secret': { outcomes: WEBHOOK },
  'POST /v1/webhooks/{webhookId}/test': { outcomes: WEBHOOK },
  'GET /v1/webhooks/{webhookId}/deliveries': { outcomes: WEBHOOK },
  'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/retry': { outcomes: WEBHOOK },

  'GET /v1/applications': { outcomes: STAFF },
  'GET /v1/applications/{applicationId}': { outcomes: STAFF },
  'GET /v1/applications/{applicationId}/files/{fileId}': { outcomes: STAFF },
  'POST /v1/applications/{applicationId}/notes': {
    outcomes: STAFF,
    body: () => ({ noteId: randomUUID(), text: 'Noted.' }),
  },
  'POST /v1/applications/{applicationId}/decision': {
    outcomes: STAFF,
    body: () => ({ decision: 'ask', revision: 1, text: 'Which?' }),
  },

  'GET /v1/mandates': { outcomes: LIST, tells: MANDATED },
  'GET /v1/mandates/{mandateId}': {
    outcomes: { ...THING, representative: 'in' },
    tells: ['representative'],
  },
  'GET /v1/mandates/{mandateId}/papers/{sha256}': {
    outcomes: { ...THING, representative: 'in' },
    tells: ['representative'],
  },
  'PUT /v1/mandates/papers/{sha256}': { outcomes: STAFF },
  'POST /v1/mandates/on-paper': { outcomes: STAFF },
  'POST /v1/mandates': { outcomes: { ...KEEPER, 'other holder': 'in' } },

  // By the mandate that lets it register rights; one that has ended is named where it is asked for.
  'GET /v1/vault/holders': { outcomes: LIST, tells: ['representative'] },
  'GET /v1/vault/rights': { outcomes: LIST },
  'GET /v1/vault/summary': { outcomes: LIST },
  'GET /v1/vault/export': { outcomes: LIST },
  'GET /v1/vault/registrations': { outcomes: LIST },
  'PUT /v1/vault/rights/{rightId}/registrations/{marketplace}': { outcomes: STAFF },
  'GET /v1/vault/rights/{rightId}': {
    outcomes: { ...THING, representative: 'in' },
    tells: ['representative'],
  },
  'GET /v1/vault/rights/{rightId}/files/{sha256}': {
    outcomes: { ...THING, representative: 'in' },
    tells: ['representative'],
  },
  'POST /v1/vault/rights': { outcomes: { ...KEEPER, 'other holder': 'in' } },
  'POST /v1/vault/imports': { outcomes: { ...KEEPER, 'other holder': 'in' } },
  'POST /v1/vault/imports/preview': { outcomes: { ...KEEPER, 'other holder': 'in' } },
  'PATCH /v1/vault/rights/{rightId}': {
    outcomes: KEPT,
    tells: MANDATED,
    body: () => ({ revision: 1, change: 'correction', fields: { note: 'Noted.' } }),
  },
  'PUT /v1/vault/rights/{rightId}/files/{sha256}': {
    outcomes: KEPT,
    tells: MANDATED,
    body: () => ({ kind: 'certificate', name: 'certificate.pdf', niceClass: null }),
  },
  'DELETE /v1/vault/rights/{rightId}/files/{sha256}': { outcomes: KEPT, tells: MANDATED },
  'POST /v1/vault/rights/{rightId}/decision': {
    outcomes: STAFF,
    body: () => ({ decision: 'refused', revision: 1, cause: 'certificate-unreadable', text: 'Unreadable.' }),
  },
  'POST /v1/vault/rights/{rightId}/retirement': {
    outcomes: KEEPER,
    body: () => ({ reason: 'Sold.' }),
  },

  // Last: it ends the mandate by which others are looked at.
  'POST /v1/mandates/{mandateId}/decision': {
    outcomes: { ...THING, investigator: 'refused', representative: 'refused' },
    body: () => ({ decision: 'in-force' }),
  },
  'POST /v1/mandates/{mandateId}/revocation': {
    outcomes: { ...THING, investigator: 'refused', representative: 'in' },
    body: () => ({ reason: 'No longer needed.' }),
  },
};
