import { z } from 'zod';
import { claimNumber, packetNumber, sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { CLAIM_STATES, type ClaimState } from '../states.ts';

/**
 * What a marketplace says about one link. `already-gone`: the listing was not there any more. `needs-more`: it goes on with the complaint
 * when it has what it asks for.
 */
export const ANSWER_OUTCOMES = ['acknowledged', 'removed', 'already-gone', 'needs-more', 'refused'] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

/** For what a marketplace refuses, in our words. What fits none is `other`; its own words stand beside it in any case. */
export const ANSWER_CAUSES = [
  'evidence-insufficient',
  'category-outside-classes',
  'test-buy-incomplete',
  'no-misuse',
  'grey-market',
  'right-not-accepted',
  'filer-not-authorised',
  'already-handled',
  'other',
] as const;
export type AnswerCause = (typeof ANSWER_CAUSES)[number];

/** Most characters of what a marketplace says about one link. */
export const MOST_ANSWER_WORDS = 2_000;

const answerWords = z.string().trim().max(MOST_ANSWER_WORDS);

/** What an answer says. A cause stands with a refusal, and with nothing else. */
export const answerSaid = z
  .strictObject({
    outcome: z.enum(ANSWER_OUTCOMES),
    cause: z.enum(ANSWER_CAUSES).nullable(),
    /** The marketplace's own words; empty where it gave none. */
    words: answerWords,
  })
  .refine(({ outcome, cause }) => (outcome === 'refused') === (cause !== null), {
    path: ['cause'],
    message: 'stands with a refusal, and with nothing else',
  });
export type AnswerSaid = z.infer<typeof answerSaid>;

/** The state that an answer brings a claim to. */
export function stateAfter(outcome: AnswerOutcome): ClaimState {
  switch (outcome) {
    case 'removed':
    case 'already-gone':
      return 'removed';
    case 'refused':
      return 'platform_rejected';
    case 'acknowledged':
    case 'needs-more':
      return 'acknowledged';
  }
}

/** An answer about one link, for the program's staff; a claim's own history has it for everybody who reads the claim. */
export const marketplaceAnswer = z.strictObject({
  answerId: uuid,
  packet: packetNumber,
  /** Which link of the packet, from 0. */
  position: z.int().nonnegative(),
  outcome: z.enum(ANSWER_OUTCOMES),
  cause: z.enum(ANSWER_CAUSES).nullable(),
  words: z.string(),
  at: utcTime,
  /** By its people here, or by staff out of a file of the marketplace's. */
  through: z.enum(['desk', 'import']),
  /** The file and the line of it, where it came by one. */
  from: z.strictObject({ importId: uuid, line: z.int().positive() }).nullable(),
  /** Taken back with its import. */
  undone: z.boolean(),
  /** Claims behind the link as they stand now, and which of them the answer moved: a withdrawn claim is moved by none. */
  claims: z.array(z.strictObject({ number: claimNumber, state: z.enum(CLAIM_STATES), moved: z.boolean() })),
});
export type MarketplaceAnswer = z.infer<typeof marketplaceAnswer>;

/** `GET /v1/packets/{packetId}/answers`: the newest first, and the files that any of them came by. */
export const marketplaceAnswers = z.strictObject({
  answers: z.array(marketplaceAnswer),
  imports: z.array(
    z.strictObject({
      importId: uuid,
      name: z.string(),
      at: utcTime,
      by: z.string(),
      /** Lines of the whole file, and those that were taken for nothing. */
      lines: z.int().nonnegative(),
      left: z.int().nonnegative(),
      undone: z.boolean(),
    }),
  ),
});
export type MarketplaceAnswers = z.infer<typeof marketplaceAnswers>;

/** An answer as the marketplace's people see their own: its day, no time of day. */
export const deskAnswer = z.strictObject({
  position: z.int().nonnegative(),
  outcome: z.enum(ANSWER_OUTCOMES),
  cause: z.enum(ANSWER_CAUSES).nullable(),
  words: z.string(),
  /** Day, UTC. */
  on: z.iso.date(),
  by: z.string(),
});
export type DeskAnswer = z.infer<typeof deskAnswer>;

/** `GET /v1/desk/packets/{packetId}/answers`: the last about each link, in the order of the links. */
export const deskAnswers = z.strictObject({ answers: z.array(deskAnswer) });

/** `POST /v1/desk/packets/{packetId}/answers/undo`: the last answer about each of these links was a mistake. */
export const deskUndo = z.strictObject({ positions: z.array(z.int().nonnegative()).min(1).max(300) });
export type DeskUndo = z.infer<typeof deskUndo>;

/** Answer to it: how many answers were taken back. */
export const deskUndone = z.strictObject({ back: z.int().nonnegative() });

/** `POST /v1/desk/packets/{packetId}/answers`: about one link or many, all of them or none. */
export const deskAnswerOrder = z.strictObject({
  answers: z
    .array(z.strictObject({ position: z.int().nonnegative(), said: answerSaid }))
    .min(1)
    .max(300),
});
export type DeskAnswerOrder = z.infer<typeof deskAnswerOrder>;

/** Most lines of a file of answers, and most bytes of it. */
export const MOST_ANSWER_LINES = 50_000;
export const MOST_ANSWER_BYTES = 24 * 1024 * 1024;

/** What a column of a file of answers means. `identity`: whatever tells the listing or the claim, address, number of the item or of the claim. */
export const ANSWER_COLUMNS = ['identity', 'packet', 'outcome', 'words', 'ignored'] as const;
export type AnswerColumn = (typeof ANSWER_COLUMNS)[number];

/** Why a line is not taken, or `matched`. */
export const LINE_STATES = [
  'matched',
  /** Nothing in it tells a listing or a claim. */
  'no-identity',
  /** A formula stands where the listing, the claim or the answer should. */
  'formula',
  /** A spreadsheet has rounded the item's number: which one it was cannot be told. */
  'number-rounded',
  /** It does not say what became of it, or in words that nobody gave a meaning yet. */
  'no-outcome',
  /** A listing of another marketplace. */
  'other-marketplace',
  /** Nothing that was sent to this marketplace is about it. */
  'not-sent',
  /** Several packets have the listing, and nothing says which one is meant. */
  'ambiguous',
  /** Its own columns speak of different listings. */
  'contradictory',
  /** The same as a line before. */
  'said-before',
  /** Other lines of the file say something else of the same link. */
  'lines-contradict',
  /** The claim has had this answer. */
  'known',
  /** The claim has gone another way meanwhile. */
  'moved-on',
  /** Its participant has withdrawn the claim: what the marketplace says of it moves nothing any more. */
  'withdrawn',
  /** The link was taken back, or its claim went on in another packet. */
  'left-packet',
  /** Whoever brings it in belongs to who complains, or to whose right it is. */
  'own-claim',
  /** Nothing of the packet that is being answered is about it. */
  'not-in-packet',
  /** The file was cut off within it. */
  'cut-off',
] as const;
export type LineState = (typeof LINE_STATES)[number];

/** One line of a file of answers, kept as it came. */
export const answerLine = z.strictObject({
  /** As spreadsheets count, from 1. */
  line: z.int().positive(),
  cells: z.array(z.string()),
  state: z.enum(LINE_STATES),
  outcome: z.enum(ANSWER_OUTCOMES).nullable(),
  cause: z.enum(ANSWER_CAUSES).nullable(),
  /** Numbers of the claims it is about. */
  claims: z.array(claimNumber),
  /** State of these claims, where that is why it is not taken. */
  claimState: z.enum(CLAIM_STATES).nullable(),
});
export type AnswerLine = z.infer<typeof answerLine>;

/** How a file of answers is to be read, where that does not show by itself. */
export const answerReading = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS),
  /** Of each column from the first; what shows by itself where it is left out. */
  columns: z.array(z.enum(ANSWER_COLUMNS)).max(60).optional(),
  /** What words of the marketplace's mean, as they stand in the file. */
  meanings: z.record(z.string().max(MOST_ANSWER_WORDS), z.enum(ANSWER_OUTCOMES)).optional(),
  /** What all lines mean that say nothing themselves. */
  all: z.enum(ANSWER_OUTCOMES).optional(),
});
export type AnswerReading = z.infer<typeof answerReading>;

const count = z.int().nonnegative();

/** Most bytes of a list that the marketplace's people look at: it answers one packet. */
export const MOST_DESK_BYTES = 2 * 1024 * 1024;

/** `POST /v1/desk/packets/{packetId}/answers/preview`: a list of the marketplace's own, for one packet. Nothing of it is kept. */
export const deskFile = z.strictObject({
  reading: answerReading.pick({ meanings: true, all: true }),
  /** The list byte for byte, in base 64. */
  content: z
    .string()
    .min(1)
    .max(Math.ceil((MOST_DESK_BYTES * 4) / 3) + 4),
});
export type DeskFile = z.infer<typeof deskFile>;

/** Answer to it: which links it answers how, what is not taken and why, and words whose meaning does not show. */
export const deskFilePreview = z.strictObject({
  lines: count,
  found: z.array(z.strictObject({ line: z.int().positive(), position: count, said: answerSaid })),
  left: z.array(
    z.strictObject({ line: z.int().positive(), cells: z.array(z.string()), state: z.enum(LINE_STATES) }),
  ),
  unclear: z.array(z.strictObject({ words: z.string(), lines: count })),
});
export type DeskFilePreview = z.infer<typeof deskFilePreview>;

const file = {
  /** How it is to be read. */
  reading: answerReading,
  /** The file byte for byte, in base 64. */
  content: z
    .string()
    .min(1)
    .max(Math.ceil((MOST_ANSWER_BYTES * 4) / 3) + 4),
};

/** `POST /v1/answers/preview` */
export const answerFile = z.strictObject(file);

/** `POST /v1/answers/imports`: what the preview of the same file announced is kept, or nothing. */
export const answerOrder = z.strictObject({
  ...file,
  /** What the file is called. */
  name: z.string().trim().max(300),
  /** Lines that the preview said would be taken. */
  expected: z.int().positive(),
});

/** Answer to `POST /v1/answers/imports`: its claims are moved from then on. */
export const answerKept = z.strictObject({ importId: uuid });

/** Answer to `POST /v1/desk/packets/{packetId}/answers`: how many of them were news. */
export const deskAnswered = z.strictObject({ news: z.int().nonnegative() });

/** `POST /v1/answers/preview`: what a file comes to. Nothing of it is kept. */
export const answerPreview = z.strictObject({
  sha256: sha256Hex,
  lines: count,
  matched: count,
  claims: count,
  outcomes: z.record(z.enum(ANSWER_OUTCOMES), count),
  states: z.record(z.enum(LINE_STATES), count),
  columns: z.array(
    z.strictObject({
      heading: z.string(),
      means: z.enum(ANSWER_COLUMNS),
      examples: z.array(z.string()),
    }),
  ),
  /** Words that stand where the answer should, and whose meaning does not show; the most frequent first. */
  unclear: z.array(z.strictObject({ words: z.string(), lines: count })),
  /** Lines that are not taken. */
  unmatched: z.array(answerLine),
  /** Some of those that are. */
  sample: z.array(answerLine),
  /** When the same file was kept before. */
  keptAt: utcTime.nullable(),
});
export type AnswerPreview = z.infer<typeof answerPreview>;

/** A file of answers that was kept. */
export const answerImport = z.strictObject({
  importId: uuid,
  marketplace: z.enum(MARKETPLACE_IDS),
  name: z.string(),
  sha256: sha256Hex,
  bytes: count,
  lines: count,
  matched: count,
  /** Lines whose claims have been moved so far. */
  done: count,
  state: z.enum(['applying', 'applied', 'undone']),
  at: utcTime,
  by: z.string(),
});
export type AnswerImport = z.infer<typeof answerImport>;

/** `GET /v1/answers/imports`: the newest first. */
export const answerImports = z.strictObject({ imports: z.array(answerImport) });

/** `GET /v1/answers/imports/{importId}`: with the lines that were not taken. */
export const answerImportDetail = z.strictObject({
  import: answerImport,
  unmatched: z.array(answerLine),
});

export type AnswerImportDetail = z.infer<typeof answerImportDetail>;

/** Answer to `POST /v1/answers/imports/{importId}/undo`: claims that went back, and those that have moved since and stay. */
export const answerUndone = z.strictObject({ back: count, stay: count });
