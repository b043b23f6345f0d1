import {
  BLOB_LIMIT,
  EXTENSION_CLIENT_ID,
  PROOF_HEADER,
  RENEWAL_PATH,
  type TOKEN_SCOPES,
} from '@marketsafe/contract';
import { UPLOADS_PATH } from '../blobs/uploads.ts';
import { EXAMPLES } from './examples.ts';

/** A part of an OpenAPI description. */
interface Operation {
  summary?: string;
  description?: string;
  parameters?: object[];
  responses?: Record<string, Described>;
  [member: string]: unknown;
}

interface Described {
  description: string;
  headers?: Record<string, object>;
  content?: object;
}

interface Description {
  paths?: Record<string, Record<string, Operation>>;
  [member: string]: unknown;
}

/** Headers that requests carry, by what they are for. */
const SENT = {
  'Idempotency-Key': 'A UUID made once for this claim: the same key and bytes have the same answer.',
  'Repr-Digest': 'sha-256=:…: of the bytes (RFC 9530).',
  'Content-Length': 'Their number of bytes.',
  'Tus-Resumable': 'The version of the protocol, 1.0.0.',
  'Upload-Length': `Bytes of the whole file, at most ${BLOB_LIMIT}.`,
  'Upload-Offset': 'Byte at which this piece begins.',
  [PROOF_HEADER]:
    'Shows that the sender has the key of the sign-in (RFC 9449); its nonce is from the last answer, or from proof-stale.',
  'Upload-Metadata': 'Names sha256 and type of the file, each with its value in base64.',
} as const;

/** Headers that answers carry. */
const ANSWERED = {
  'Idempotency-Replayed': 'true where the same claim had been taken before.',
  'Content-Disposition': 'The name under which it is to be kept.',
  'Package-Bytes': 'About how many bytes follow.',
  'Repr-Digest': 'sha-256=:…: of the file (RFC 9530).',
  Location: 'The address of the upload.',
  'Tus-Resumable': SENT['Tus-Resumable'],
  'Upload-Length': SENT['Upload-Length'],
  'Upload-Offset': 'Bytes that are here.',
  'Upload-Expires': 'Until when an upload that is not finished is kept.',
  'Retry-After': 'Seconds after which to try again, with 429 and 503.',
  'WWW-Authenticate': 'With 401, and with 403 where a token is too narrow.',
  'X-RateLimit-Limit': 'Requests a minute.',
  'X-RateLimit-Remaining': 'How many of them are left.',
  'X-RateLimit-Reset': 'Seconds until they are counted anew.',
} as const;

type Sent = keyof typeof SENT;
type Answered = keyof typeof ANSWERED;

/** On every answer, and on every refusal. */
const ALWAYS: readonly Answered[] = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'];
const REFUSED: readonly Answered[] = ['Retry-After', 'WWW-Authenticate'];

const OF_ROUTES: Readonly<Record<string, { sent?: readonly Sent[]; answered?: readonly Answered[] }>> = {
  'post /v1/claims': { sent: ['Idempotency-Key'], answered: ['Idempotency-Replayed'] },
  'post /v1/claims/from-file/{sha256}': { sent: ['Idempotency-Key'], answered: ['Idempotency-Replayed'] },
  'put /v1/blobs/{sha256}': { sent: ['Repr-Digest', 'Content-Length'] },
  'get /v1/blobs/{sha256}': { answered: ['Content-Disposition'] },
  'head /v1/blobs/{sha256}': { answered: ['Repr-Digest'] },
  [`post ${RENEWAL_PATH}`]: { sent: [PROOF_HEADER] },
  'post /api/auth/device/token': { sent: [PROOF_HEADER] },
  'post /v1/packages': { answered: ['Content-Disposition', 'Package-Bytes'] },
  'get /v1/claims/{claimId}/reports/{kind}': { answered: ['Content-Disposition'] },
  [`post ${UPLOADS_PATH}`]: {
    sent: ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata'],
    answered: ['Location', 'Tus-Resumable', 'Upload-Offset', 'Upload-Expires'],
  },
  [`patch ${UPLOADS_PATH}/{upload}`]: {
    sent: ['Tus-Resumable', 'Upload-Offset'],
    answered: ['Tus-Resumable', 'Upload-Offset', 'Upload-Expires'],
  },
  [`head ${UPLOADS_PATH}/{upload}`]: {
    sent: ['Tus-Resumable'],
    answered: ['Tus-Resumable', 'Upload-Offset', 'Upload-Length'],
  },
  [`delete ${UPLOADS_PATH}/{upload}`]: { sent: ['Tus-Resumable'], answered: ['Tus-Resumable'] },
};

const PROBLEM: Described = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
};
const UPLOADER = [{ session: [] }, { bearer: ['claims:submit' satisfies (typeof TOKEN_SCOPES)[number]] }];

function upload(summary: string, status: string, named: boolean): Operation {
  return {
    summary,
    security: UPLOADER,
    ...(named && {
      parameters: [{ in: 'path', name: 'upload', required: true, schema: { type: 'string' } }],
    }),
    responses: { [status]: { description: 'Done' }, default: PROBLEM },
  };
}

function signIn(summary: string, body?: Record<string, string>): Operation {
  const properties = Object.entries(body ?? {}).map(([name, description]) => [
    name,
    { type: 'string', description },
  ]);
  const schema = { type: 'object', properties: Object.fromEntries(properties) };
  return {
    summary,
    ...(body && { requestBody: { content: { 'application/json': { schema } } } }),
    responses: { 200: { description: 'Done' }, default: PROBLEM },
  };
}

const CLIENT = { client_id: EXTENSION_CLIENT_ID };
/** Routes that libraries answer, which have no schemas of ours. */
const OF_LIBRARIES: Readonly<Record<string, Record<string, Operation>>> = {
  [UPLOADS_PATH]: { post: upload('Begin a resumable upload (tus 1.0)', '201', false) },
  [`${UPLOADS_PATH}/{upload}`]: {
    patch: upload('Go on with an upload', '204', true),
    head: upload('How much of an upload is here', '200', true),
    delete: upload('Give an upload up', '204', true),
  },
  '/api/auth/sign-in/email': {
    post: signIn('Sign in by password', { email: 'Address', password: 'Password' }),
  },
  '/api/auth/sign-out': { post: signIn('End a session', {}) },
  '/api/auth/get-session': { get: signIn('Who is signed in') },
  '/api/auth/device/code': {
    post: signIn('Ask for a code of a device (RFC 8628)', {
      ...CLIENT,
      scope: 'Scopes, separated by spaces',
    }),
  },
  '/api/auth/device/token': {
    post: signIn('Redeem an approved code', {
      ...CLIENT,
      grant_type: 'As in RFC 8628',
      device_code: 'The code',
    }),
  },
  '/api/auth/device': { get: signIn('What a code is for, by user_code') },
  '/api/auth/device/approve': { post: signIn('Approve a code', { userCode: 'The code' }) },
  '/api/auth/device/deny': { post: signIn('Refuse a code', { userCode: 'The code' }) },
};

/** Completes a description made from the routes' own schemas: with the routes of libraries, and with the headers of every one. */
export function describeWhole(description: Description): Description {
  const paths = { ...description.paths, ...OF_LIBRARIES };
  const complete = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [
        method,
        withExample(`${method} ${path}`, withHeaders(`${method} ${path}`, operation)),
      ]),
    ),
  ]);
  return { ...description, paths: Object.fromEntries(complete) };
}

/** Puts the route's example, where it has one, beside the schemas of what it is sent and answers. */
function withExample(route: string, operation: Operation): Operation {
  const example = EXAMPLES[route];
  if (!example) return operation;
  const [status, body] = example.answer;
  const responses = { ...operation.responses, [status]: shown(operation.responses?.[String(status)], body) };
  return {
    ...operation,
    responses,
    ...(example.request && { requestBody: shown(operation.requestBody, example.request) }),
  };
}

function shown(part: unknown, example: object): Described {
  const { content, ...rest } = (part ?? { description: '' }) as Described & {
    content?: Record<string, object>;
  };
  return {
    ...rest,
    content: { ...content, 'application/json': { ...content?.['application/json'], example } },
  };
}

function withHeaders(route: string, operation: Operation): Operation {
  const { sent = [], answered = [] } = OF_ROUTES[route] ?? {};
  const parameters = sent.map((name) => ({
    ...{ in: 'header', name, description: SENT[name], required: true },
    schema: { type: 'string' },
  }));
  const responses = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const names = [...ALWAYS, ...(status === 'default' ? REFUSED : answered)];
    const headers = names.map((name) => [name, { description: ANSWERED[name], schema: { type: 'string' } }]);
    return [status, { ...response, headers: Object.fromEntries(headers) }];
  });
  return {
    ...operation,
    parameters: [...(operation.parameters ?? []), ...parameters],
    responses: Object.fromEntries(responses),
  };
}
