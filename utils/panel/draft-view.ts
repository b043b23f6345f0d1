import {
  type AskedFiles,
  type AskedView,
  askedViews,
  type Corrections,
  correctionsOf,
  EXPLANATION_LIMIT,
  type ListedSeller,
  offeredViews,
  type ReasonCode,
  type Right,
  reasonsFor,
} from '@marketsafe/contract';
import {
  declaredInSentence,
  formatAge,
  formatLocalTime,
  listedSellerSentence,
  listedSellerTone,
  marketplaceName,
  reasonName,
  reasonNeeds,
  unmetSentence,
  wallAdvice,
} from '@marketsafe/words';
import type { CaptureRow } from '../database/capture-rows.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { lineOf } from '../database/line-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import { draftReadiness } from '../drafts/drafts.ts';
import { currentHold } from '../drafts/legal-hold.ts';
import { type CaptureView, captureViews } from '../evidence-view/capture-views.ts';
import { type FactRow, factRows } from '../evidence-view/fact-rows.ts';
import { calendarDay } from '../hooks/time.ts';
import { type QueueContext, type QueueRow, queueRow } from '../queue/queue-rows.ts';
import { fieldOf } from './draft-fields.ts';
import { inquiryView, withdrawalView } from './inquiry-view.ts';
import { type BrandGroup, groupByBrand, type RightOption } from './rights.ts';
import { offeredLanguages } from './statements.ts';

/** Everything that one draft's screen is made of. */
export interface DraftSource {
  draft: DraftRow;
  captures: readonly CaptureRow[];
  entry: OutboxRow | undefined;
  /** What follows the report. */
  followers?: readonly OutboxRow[];
  /** Undefined when the list has never been fetched. */
  rights: readonly Right[] | undefined;
  /** Orders that other claims on this device rest on; see `otherOrders`. */
  orders?: ReadonlyMap<string, string>;
  /** The list of the organisation's that the listing's seller is on. */
  listed?: ListedSeller | null;
}

interface ReasonOption {
  code: ReasonCode;
  label: string;
  /** The one that discloses least of those that fit. */
  least: boolean;
}

interface UnmetView {
  code: string;
  severity: 'missing' | 'warning';
  sentence: string;
  /** Id of the element that mends it. */
  fieldId: string;
}

/** A draft as its screen shows it. */
export interface DraftView {
  draftId: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  url: string;
  age: string;
  /** Which wall the captures show and what to do about it; null where they show the listing. */
  wall: string | null;
  /** The list of the organisation's that the seller is on; null where they are on none. It holds nothing back. */
  listed: { tone: 'warn' | 'info'; sentence: string } | null;
  /** Why nothing of it may be deleted now; null where there is no legal hold. */
  hold: { reason: string; since: string; by: string | null } | null;
  captures: CaptureView[];
  facts: FactRow[];
  /** There are no facts because the program has switched off the reading of the marketplace's pages. */
  readingOff: boolean;
  rights: {
    groups: BrandGroup[];
    chosen: RightOption | null;
    chosenId: string;
    /** The chosen right is not in the list. */
    gone: boolean;
    /** Why there is nothing to choose from; null when there is. */
    lack: 'signed-out' | 'missing' | 'empty' | null;
  };
  reasons: { options: ReasonOption[]; chosen: ReasonCode | ''; chosenLabel: string; needs: string | null };
  explanation: { en: string; zh: string; limit: number; offered: ('en' | 'zh')[] };
  declarations: DraftRow['declarations'];
  /** For which sweep they were made; null where a person made them on this draft. */
  declaredIn: string | null;
  /** What the chosen reason asks for beyond what every claim needs. */
  asked: AskedView[];
  /** What a person says a fact is, by fact, as it is typed. */
  corrections: Corrections;
  /** Files for the program, beside what the reason asks for. */
  attachments: AskedFiles;
  unmet: UnmetView[];
  /** The report's line in the queue, once the draft is finished. */
  report: QueueRow | null;
  /** What the program wants to know of the report. */
  inquiry: ReturnType<typeof inquiryView>;
  withdrawal: ReturnType<typeof withdrawalView>;
}

/** Reasons that a right can carry, the one that discloses least first; none is chosen for anybody. */
export function reasonOptions(right: Right | undefined, chosen: ReasonCode | undefined): ReasonOption[] {
  const fitting = right ? reasonsFor(right.type) : [];
  const options = fitting.map(({ code }, index) => ({
    code,
    label: reasonName(code),
    least: index === 0,
  }));
  // A reason that no longer fits stays visible, so that the readiness sentence about it can be understood.
  if (chosen && !options.some((option) => option.code === chosen)) {
    options.push({ code: chosen, label: reasonName(chosen), least: false });
  }
  return options;
}

/** Why there is no right to choose; null where there is. */
export function lackOfRights(
  rights: readonly Right[] | undefined,
  signedIn: boolean,
): DraftView['rights']['lack'] {
  if (rights === undefined) return signedIn ? 'missing' : 'signed-out';
  return rights.length === 0 ? 'empty' : null;
}

/** The right that a draft names, if it is among those of the signed-in organisation. */
export function chosenRight(source: Pick<DraftSource, 'draft' | 'rights'>): Right | undefined {
  return source.rights?.find((right) => right.rightId === source.draft.rightId);
}

function wasReadingOff({ draft, captures }: DraftSource): boolean {
  return (
    Object.keys(draft.facts).length === 0 &&
    captures.some(({ manifest }) => manifest.limitations.includes('reading-switched-off'))
  );
}

function holdView(draft: DraftRow): DraftView['hold'] {
  const hold = currentHold(draft);
  return hold ? { reason: hold.reason, since: formatLocalTime(hold.since), by: hold.by } : null;
}

function attachmentsOf(draft: DraftRow): AskedFiles {
  const view = offeredViews(draft).find(({ name }) => name === 'attachments');
  if (view?.editor !== 'files') throw new TypeError('attachments are files');
  return view;
}

/** Works out a draft's screen. */
export function draftView(source: DraftSource, context: QueueContext): DraftView {
  const { draft, entry, followers = [], listed = null } = source;
  const report = draft.state === 'finished' ? queueRow(lineOf(draft, entry, followers), context) : null;
  const today = calendarDay(context.now);
  const right = chosenRight(source);
  const groups = groupByBrand(source.rights ?? [], today);
  const chosenId = draft.rightId ?? '';
  const chosen = groups.flatMap((group) => group.rights).find((option) => option.rightId === chosenId);
  return {
    draftId: draft.draftId,
    title: draft.target.title ?? null,
    marketplace: marketplaceName(draft.target.marketplace),
    itemId: draft.target.itemId,
    url: draft.target.canonicalUrl,
    age: formatAge(draft.createdAt, context.now),
    wall: draft.wall === undefined ? null : wallAdvice(draft.wall),
    listed: listed && { tone: listedSellerTone(listed), sentence: listedSellerSentence(listed) },
    hold: holdView(draft),
    captures: captureViews(draft.evidence, source.captures),
    facts: factRows(draft.facts),
    readingOff: wasReadingOff(source),
    rights: {
      groups,
      chosen: chosen ?? null,
      chosenId,
      gone: chosenId !== '' && chosen === undefined,
      lack: lackOfRights(source.rights, context.signedIn),
    },
    reasons: {
      options: reasonOptions(right, draft.reason),
      chosen: draft.reason ?? '',
      chosenLabel: draft.reason ? reasonName(draft.reason) : '',
      needs: draft.reason ? reasonNeeds(draft.reason) : null,
    },
    explanation: { ...draft.explanation, limit: EXPLANATION_LIMIT, offered: offeredLanguages(draft) },
    declarations: draft.declarations,
    declaredIn: draft.declaredIn ? declaredInSentence(draft.declaredIn) : null,
    asked: askedViews(draft),
    corrections: correctionsOf(draft),
    attachments: attachmentsOf(draft),
    unmet:
      draft.state === 'draft'
        ? draftReadiness(draft, right, today, source.orders).map((unmet) => ({
            code: unmet.code,
            severity: unmet.severity,
            sentence: unmetSentence(unmet),
            fieldId: fieldOf(unmet),
          }))
        : [],
    report,
    inquiry: report && inquiryView(draft, followers, attachmentsOf(draft)),
    withdrawal: report && withdrawalView(draft, followers, report.number, context.now),
  };
}
