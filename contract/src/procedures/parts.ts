import type { z } from 'zod';
import { ANSWER_CAUSES } from '../packets/answers.ts';
import { REASON_CODES, RIGHT_TYPES } from '../reasons.ts';
import {
  address,
  choice,
  choices,
  count,
  registeredIn,
  spell,
  text,
  texts,
  tokens,
  type ValueKind,
  words,
} from './kinds.ts';
import { COUNTED_PER } from './strike-kinds.ts';

const CHANNEL_TYPES = [
  'web-account',
  'form',
  'e-mail',
  'internal-system',
  'notary',
  'registered-e-mail',
  'other',
] as const;

/** Whether whoever files needs an account there: `closed-to-accounts` refuses those who have one. */
const ACCOUNT_NEEDS = ['needed', 'not-needed', 'closed-to-accounts'] as const;

export const TARGET_KINDS = ['listing', 'store'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** Who has to act before a clock has run out. */
const CLOCK_OWNERS = ['marketplace', 'seller', 'participant', 'program'] as const;

/** What an answer of a marketplace means for the claim that it is about. */
export const MARKETPLACE_OUTCOMES = ['removed', 'refused', 'needs-more', 'already-gone', 'restored'] as const;
export type MarketplaceOutcome = (typeof MARKETPLACE_OUTCOMES)[number];

/** `none`: a reason of the marketplace for which the program has none of its own. */
const REASON_MATCHES = [...REASON_CODES, 'none'] as const;

/** The name under which the one item of a part stands that has only one. */
export const ONE = 'it';

interface Part {
  /** Whether the part has several items, each under a name of its own. */
  many: boolean;
  fields: Readonly<Record<string, ValueKind>>;
  /** What a liaison of the marketplace may be shown of it: nothing that says how the program weighs or what it knows of sellers. */
  liaison: readonly string[];
}

/**
 * What a procedure says, part by part, in the order in which it is shown. Schema, overlay, editing, search and print derive from it; `words/`
 * has a name for each part and field.
 */
const PARTS = {
  overview: {
    many: false,
    fields: { operator: text(), route: text() },
    liaison: ['operator', 'route'],
  },
  channels: {
    many: true,
    fields: {
      name: text(),
      type: choice(CHANNEL_TYPES),
      address: address(),
      account: choice(ACCOUNT_NEEDS),
      maxLinks: count(),
      fileTypes: tokens(),
      /** Of one file, in megabytes as the marketplace counts them. */
      maxMegabytes: count(),
      maxFiles: count(),
      languages: tokens(),
      says: text(),
    },
    liaison: [
      'name',
      'type',
      'address',
      'account',
      'maxLinks',
      'fileTypes',
      'maxMegabytes',
      'maxFiles',
      'languages',
    ],
  },
  filer: { many: true, fields: { says: text() }, liaison: ['says'] },
  notice: { many: true, fields: { says: text() }, liaison: ['says'] },
  rights: {
    many: false,
    fields: { types: choices(RIGHT_TYPES), places: registeredIn(), unregistered: text(), says: text() },
    liaison: ['types', 'places', 'unregistered'],
  },
  targets: {
    many: false,
    fields: { kinds: choices(TARGET_KINDS), says: text() },
    liaison: ['kinds', 'says'],
  },
  reasons: {
    many: true,
    fields: {
      code: choice(REASON_MATCHES),
      wording: words(),
      documents: texts(),
      reveals: text(),
      says: text(),
    },
    liaison: ['code', 'wording', 'documents'],
  },
  sellerSees: { many: true, fields: { says: text() }, liaison: [] },
  clocks: {
    many: true,
    fields: {
      event: text(),
      whose: choice(CLOCK_OWNERS),
      period: spell(),
      starts: text(),
      onSilence: text(),
    },
    liaison: ['event', 'whose', 'period', 'starts', 'onSilence'],
  },
  rebuttals: { many: true, fields: { says: text() }, liaison: [] },
  answers: {
    many: true,
    fields: {
      wording: words(),
      outcome: choice(MARKETPLACE_OUTCOMES),
      cause: choice(ANSWER_CAUSES),
      says: text(),
    },
    liaison: ['wording', 'outcome', 'cause'],
  },
  penalties: {
    many: true,
    fields: {
      class: text(),
      /** At most, for one case. */
      points: count(),
      /** How long a case counts. */
      window: spell(),
      /** Cases of one seller within it count once, over what `countedPer` says. */
      sameRightWindow: spell(),
      /** Over what cases are counted. */
      countedPer: choice(COUNTED_PER),
      /** Cases at which the shop is closed. */
      strikesToClose: count(),
      /** Our reasons that are cases of this class. */
      reasons: choices(REASON_CODES),
      /** Most points that one day can bring. */
      cap: count(),
      /** Points at which the shop is closed. */
      closesAt: count(),
      says: text(),
    },
    liaison: [],
  },
  abuse: { many: true, fields: { says: text() }, liaison: [] },
  fastLanes: { many: true, fields: { name: text(), thresholds: texts(), says: text() }, liaison: ['name'] },
  registration: {
    many: false,
    fields: { fields: texts(), documents: texts(), time: spell(), says: text() },
    liaison: ['fields', 'documents', 'time'],
  },
  law: { many: true, fields: { says: text() }, liaison: ['says'] },
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as PartName[];

/** Names of one part's fields. */
export type FieldOf<Name extends PartName> = keyof (typeof PARTS)[Name]['fields'] & string;

/** What one field holds. */
export type ValueOf<
  Name extends PartName,
  Field extends FieldOf<Name>,
> = (typeof PARTS)[Name]['fields'][Field] extends { schema: z.ZodType<infer Value> } ? Value : never;

/** A part as code sees it that serves every part alike. */
export function partByName(name: PartName): Part {
  return PARTS[name];
}
