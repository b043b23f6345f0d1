/** Who asks, in the matrix of routes. */
export const ACTORS = [
  'investigator',
  'manager',
  'signatory',
  'other holder',
  'analyst',
  'program lead',
  'liaison',
  'extension',
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
}

/** A route, and what becomes of each who asks. */
export interface Row {
  outcomes: Readonly<Record<Actor, Outcome>>;
  query?: (things: Things) => string;
  body?: (things: Things) => unknown;
  headers?: Readonly<Record<string, string>>;
  /** Where its answer names the holder's things to others on purpose. */
  tells?: readonly Actor[];
}

/** Version of the protocol of resumable uploads. */
export const TUS = { 'tus-resumable': '1.0.0' };

const OWN = { investigator: 'in', manager: 'in', signatory: 'in' } as const;
const ANONYMOUS = { nobody: 'unknown' } as const;

/** What everybody may see, because it holds nothing of anybody. */
const OPEN: Row['outcomes'] = {
  ...OWN,
  'other holder': 'in',
  analyst: 'in',
  'program lead': 'in',
  liaison: 'in',
  extension: 'in',
  nobody: 'in',
};
/** One thing of a holder. */
const THING: Row['outcomes'] = {
  ...OWN,
  'other holder': 'none',
  analyst: 'in',
  'program lead': 'in',
  liaison: 'refused',
  extension: 'refused',
  ...ANONYMOUS,
};
/** A list or a question, of which each sees their own part. */
const LIST: Row['outcomes'] = { ...THING, 'other holder': 'in' };
/** What is handed in, with an extension as well. */
const HAND_IN: Row['outcomes'] = {
  ...LIST,
  analyst: 'refused',
  'program lead': 'refused',
  extension: 'in',
};
/** About the caller themselves. */
const SELF: Row['outcomes'] = { ...OPEN, ...ANONYMOUS };
/** What a person who signed in with their password does with their own account. */
const ACCOUNT: Row['outcomes'] = { ...SELF, extension: 'refused' };
/** Something of an account that is not the caller's. */
const NOT_ONES_OWN: Row['outcomes'] = {
  ...{ investigator: 'none', manager: 'none', signatory: 'none', 'other holder': 'none' },
  ...{ analyst: 'none', 'program lead': 'none', liaison: 'none', extension: 'refused', nobody: 'unknown' },
};
/** Something that there is not, of the holder's people: who manages them is told so. */
const MANAGED: Row['outcomes'] = {
  ...{ investigator: 'refused', manager: 'none', signatory: 'refused', 'other holder': 'none' },
  ...{
    analyst: 'refused',
    'program lead': 'none',
    liaison: 'refused',
    extension: 'refused',
    nobody: 'unknown',
  },
};
/** What staff decide. */
const STAFF: Row['outcomes'] = {
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
const OWN_UPLOAD: Row['outcomes'] = { ...HAND_IN, 'other holder': 'none' };

const withExtension = (outcomes: Row['outcomes']): Row['outcomes'] => ({ ...outcomes, extension: 'in' });
const ofClaim = ({ claimId }: Things) => `claim=${claimId}`;

/** Every route of the program by method and address as its description writes them. */
export const ROUTES: Readonly<Record<string, Row>> = {
  'GET /health': { outcomes: OPEN },
  // Whoever is on this machine.
  'GET /metrics': { outcomes: OPEN },
  'GET /v1/keys': { outcomes: OPEN },
  'GET /v1/audit-roots': { outcomes: OPEN },
  'GET /v1/openapi.json': { outcomes: OPEN },

  'GET /v1/me': { outcomes: SELF },
  'PUT /v1/me/language': { outcomes: SELF },
  'GET /v1/marketplaces/settings': { outcomes: SELF },
  'PUT /v1/marketplaces/settings/{marketplace}': { outcomes: STAFF },
  'DELETE /v1/marketplaces/settings/{marketplace}': { outcomes: STAFF },

  // One's own account: no extension's token opens it.
  'GET /v1/me/account': { outcomes: ACCOUNT },
  'GET /v1/me/organisations': { outcomes: ACCOUNT },
  'PUT /v1/me/organisation': { outcomes: ACCOUNT },
  'PUT /v1/me/password': { outcomes: ACCOUNT },
  'POST /v1/me/tokens': { outcomes: ACCOUNT },
  'DELETE /v1/me/sessions/{sessionId}': { outcomes: NOT_ONES_OWN },
  'DELETE /v1/me/tokens/{tokenId}': { outcomes: NOT_ONES_OWN },
  'POST /v1/password/forgotten': { outcomes: OPEN },
  'POST /v1/password/reset': { outcomes: OPEN },

  'GET /v1/organisations': { outcomes: STAFF },
  'POST /v1/organisations': { outcomes: STAFF },
  'GET /v1/organisations/{organisationId}/people': { outcomes: THING },
  // What is asked is looked at before whether it is theirs to ask.
  'POST /v1/organisations/{organisationId}/invitations': { outcomes: LIST },
  'PUT /v1/organisations/{organisationId}/people/{userId}/roles': { outcomes: LIST },
  'DELETE /v1/organisations/{organisationId}/invitations/{invitationId}': { outcomes: MANAGED },
  'DELETE /v1/organisations/{organisationId}/people/{userId}': { outcomes: MANAGED },
  'POST /v1/invitations/look-up': { outcomes: OPEN },
  'POST /v1/invitations/accept': { outcomes: OPEN },

  'GET /v1/rights': { outcomes: withExtension(LIST) },
  'GET /v1/changes': { outcomes: withExtension(LIST) },
  'GET /v1/known': { outcomes: withExtension(LIST) },
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
  'GET /v1/claims': { outcomes: LIST },
  'GET /v1/claims/{claimId}': { outcomes: THING },
  'GET /v1/claims/{claimId}/reports/{kind}': { outcomes: THING },
  'GET /v1/captures/{captureId}/seal': { outcomes: withExtension(THING), query: ofClaim },
  'POST /v1/packages': {
    outcomes: { ...THING, liaison: 'refused' },
    body: ({ claimId }) => ({ kind: 'evidence', claimIds: [claimId] }),
  },
};
