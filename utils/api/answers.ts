import {
  blobReceipt,
  captureSeal,
  claimReceipt,
  claimStanding,
  endedMandate,
  languageSetting,
  marketplaceSetting,
  me,
  renewedTokens,
  right,
  serverChallenge,
  serverKeys,
  signedStatement,
} from '@marketsafe/contract';
import { z } from 'zod';

/**
 * The contract's answers as an installed extension takes them: the contract refuses fields it does not know, which keeps
 * the server honest, but an extension must go on working with a server that is newer than itself. Unknown fields are dropped.
 */
export const claimReceiptAnswer = claimReceipt.strip();
export const blobReceiptAnswer = blobReceipt.strip();
export const challengeAnswer = serverChallenge.strip();
export const renewedTokensAnswer = renewedTokens.strip();
export const signedStatementAnswer = signedStatement.strip();
/** Keys with which a program signs and has signed. */
export const programKeysAnswer = z.object({
  keys: z.array(serverKeys.shape.keys.element.strip()),
});
export const captureSealAnswer = captureSeal.strip();
/** An older server does not say which mandates have ended. */
export const rightsAnswer = z.object({
  rights: z.array(right.strip()),
  ended: z.array(endedMandate).catch([]),
});
export const languageAnswer = languageSetting.strip();
export const meAnswer = z.object({
  ...me.shape,
  /** An older server keeps none, and a newer one may know a language that this extension does not. */
  language: languageAnswer.nullable().catch(null),
  user: me.shape.user.strip(),
  organisation: me.shape.organisation.strip(),
});
/** A setting for a marketplace that this extension does not know is for a newer one: each is parsed on its own. */
export const marketplaceSettingsAnswer = z.object({ settings: z.array(z.unknown()) });
export const marketplaceSettingAnswer = marketplaceSetting.strip();
/** What marketplaces ask for; a brief of a newer server's kind is passed over: each is parsed on its own. */
export const procedureBriefsAnswer = z.object({
  version: z.string(),
  briefs: z.array(z.unknown()).nullable(),
});
/** Sellers on the organisation's lists; one of a newer server's kind is passed over: each is parsed on its own. */
export const sellerListsAnswer = z.object({
  version: z.string(),
  sellers: z.array(z.unknown()).nullable(),
});
/** What the organisation has on listings: an item of a kind that this extension does not know is for a newer one, each is parsed on its own. */
export const knownAnswer = z.object({
  items: z.array(z.unknown()),
  cursor: z.number().int().nonnegative(),
  more: z.boolean(),
});
/** Questions of a kind that this extension does not know are for a newer one: each is parsed on its own. */
export const openQuestionsAnswer = z.object({ questions: z.array(z.unknown()) });
/** A request of a kind that this extension does not know is for a newer one: each is parsed on its own. */
export const translationsAnswer = z.object({ translations: z.array(z.unknown()) });
export const claimStandingAnswer = claimStanding.strip();
/** Changes of a kind that this extension does not know are for a newer one: each is parsed on its own. */
export const changesAnswer = z.object({
  changes: z.array(z.unknown()),
  cursor: z.number().int().nonnegative(),
  more: z.boolean(),
});
