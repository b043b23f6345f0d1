import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { DIGEST_PACES } from '../news/news.ts';
import { TOKEN_SCOPES } from '../token-scopes.ts';
import { ownPasskey } from './passkeys.ts';
import { emailAddress, linkSecret, password } from './people.ts';
import { ownIdentity } from './sign-in.ts';

const organisationName = z.string().nullable();
const scopes = z.array(z.enum(TOKEN_SCOPES)).min(1);

/** Somewhere a person is signed in: a browser at the console, or an extension. */
const ownSession = z.strictObject({
  sessionId: z.string(),
  kind: z.enum(['console', 'extension']),
  /** What the browser says it is. */
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  /** Name of the organisation that it acts for; null where that is chosen anew at each sign-in. */
  organisation: organisationName,
  /** The device whose key the extension has; null at the console. */
  deviceId: uuid.nullable(),
  createdAt: utcTime,
  lastUsedAt: utcTime.nullable(),
  /** The one that asks. */
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;

/** A sign-in of an extension that was ended because a token of it that had been replaced was sent again. */
const reusedSession = z.strictObject({
  sessionId: z.string(),
  userAgent: z.string().nullable(),
  organisation: organisationName,
  /** Where the old token came from. */
  address: z.string(),
  endedAt: utcTime,
});
export type ReusedSession = z.infer<typeof reusedSession>;

/** A token of a program of the person's own. */
const ownToken = z.strictObject({
  tokenId: uuid,
  name: z.string(),
  /** How it begins, to recognise it by. */
  prefix: z.string(),
  organisation: organisationName,
  scopes,
  createdAt: utcTime,
  expiresAt: utcTime,
  lastUsedAt: utcTime.nullable(),
});
export type OwnToken = z.infer<typeof ownToken>;

/** `GET /v1/me/account` */
export const ownAccount = z.strictObject({
  email: z.string(),
  /** Whether one can sign in by a password. */
  hasPassword: z.boolean(),
  passkeys: z.array(ownPasskey),
  /** Accounts at the provider of sign-in. */
  identities: z.array(ownIdentity),
  sessions: z.array(ownSession),
  /** Of the last thirty days, the newest first. */
  reused: z.array(reusedSession),
  tokens: z.array(ownToken),
});
export type OwnAccount = z.infer<typeof ownAccount>;

/** What news somebody gets by mail, besides what concerns the account itself. */
export const MAIL_NEWS = ['threads', 'translations'] as const;
export type MailNews = (typeof MAIL_NEWS)[number];

/** `GET` and `PUT /v1/me/mail`: what the caller gets by mail as one of the organisation that they act for. */
export const mailChoice = z.strictObject({
  ...(Object.fromEntries(MAIL_NEWS.map((one) => [one, z.boolean()])) as Record<MailNews, z.ZodBoolean>),
  /** How often what became of claims comes. */
  digest: z.enum(DIGEST_PACES),
});
export type MailChoice = z.infer<typeof mailChoice>;

/** Longest that a token may hold, in days. */
export const TOKEN_DAYS = { usual: 90, most: 365 };

/** `POST /v1/me/tokens`: a token for the organisation that the session acts for. */
export const tokenOrder = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes,
  days: z.number().int().min(1).max(TOKEN_DAYS.most),
});
export type TokenOrder = z.infer<typeof tokenOrder>;
/** The token itself, which is shown this once. */
export const madeToken = z.strictObject({ token: z.string() });

/** `PUT /v1/me/password` */
export const passwordChange = z.strictObject({ current: z.string().max(1_000), password });
/** `POST /v1/password/forgotten`: the answer is the same whether or not the address has an account. */
export const passwordForgotten = z.strictObject({ email: emailAddress });
/** `POST /v1/password/reset` */
export const passwordReset = z.strictObject({ secret: linkSecret, password });
