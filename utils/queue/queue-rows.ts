import { stateAfter } from '@marketsafe/contract';
import {
  answerCauseName,
  answerOutcomeName,
  askCauseName,
  entryProblemSentence,
  formatAge,
  formatWait,
  m,
  marketplaceName,
  stateName,
} from '@marketsafe/words';
import type { LineEntry, LineRow } from '../database/line-rows.ts';
import { currentHold } from '../drafts/legal-hold.ts';

/** Where a report stands, as the user sees it. */
type QueueState =
  | 'draft'
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'sent'
  | 'asked'
  | 'duplicate'
  | 'removed'
  | 'refused'
  | 'parked';

export type QueueAction = 'open' | 'edit' | 'retry' | 'export' | 'delete';

/** One line of the queue. */
export interface QueueRow {
  draftId: string;
  /** Outbox entry behind the line; null for a draft. */
  opId: string | null;
  state: QueueState;
  stateName: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  age: string;
  /** The number the backend gave. */
  number: string | null;
  /** Why it waits or is parked, or what the program has done with it. */
  note: string | null;
  /** On legal hold: deleting it is refused. */
  held: boolean;
  /** What can be done with it, the likeliest first. */
  actions: QueueAction[];
}

/** A mark left by a sender that died says nothing: no request runs longer than this, in milliseconds. */
const SENDING_MS = 120_000;

/** From this age on, in milliseconds, a report that still waits can be exported, so that it is not only here. */
const EXPORT_AFTER_MS = 24 * 3_600_000;

const STATE_NAMES = {
  draft: m.queue_state_draft,
  queued: m.queue_state_queued,
  sending: m.queue_state_sending,
  waiting: m.queue_state_waiting,
  sent: m.queue_sent,
  asked: m.claim_state_needs_info,
  duplicate: m.standing_short_duplicate,
  removed: m.claim_state_removed,
  refused: m.claim_state_platform_rejected,
  parked: m.queue_parked,
} satisfies Record<QueueState, unknown>;

/** State of a report, from its outbox entry; a finished report without one has been sent and cleaned up. */
function queueState({ stage, entry, serverState }: LineRow, { now, pausedUntil }: QueueContext): QueueState {
  if (stage === 'sent' && serverState === 'duplicate') return 'duplicate';
  if (stage === 'sent' && serverState === 'needs_info') return 'asked';
  if (stage === 'sent' && serverState === 'removed') return 'removed';
  if (stage === 'sent' && serverState === 'platform_rejected') return 'refused';
  if (stage !== 'on-way' || !entry) return stage === 'on-way' ? 'queued' : stage;
  if (entry.sendingSince !== undefined && now - entry.sendingSince < SENDING_MS) return 'sending';
  return Math.max(entry.nextAt, pausedUntil) > now ? 'waiting' : 'queued';
}

function noteOf(state: QueueState, line: LineRow, context: QueueContext): string | null {
  const { entry, serverState } = line;
  if (line.deletedThere) return m.queue_note_deleted_there();
  switch (state) {
    case 'draft':
      return line.wall === undefined ? null : m.queue_note_wall();
    case 'sent':
      return followingNote(line) ?? answerNote(line) ?? (serverState ? stateName(serverState) : null);
    case 'removed':
    case 'refused':
      return followingNote(line) ?? answerNote(line);
    case 'asked':
      return followingNote(line) ?? (line.asked ? askCauseName(line.asked) : null);
    case 'parked':
      return entry?.lastProblem ? entryProblemSentence(entry.lastProblem) : m.queue_note_refused();
    case 'duplicate':
      return line.sameAs === undefined
        ? m.queue_note_duplicate()
        : m.queue_note_duplicate_of({ number: line.sameAs });
    case 'sending':
      return null;
    default:
      if (!context.signedIn) return m.queue_note_signed_out();
      if (state === 'queued' || !entry) return null;
      return waitSentence(entry, context);
  }
}

/** What the marketplace said, where the state does not say it all; null where it has said nothing of the state that the report is in. */
function answerNote({ answer, serverState }: LineRow): string | null {
  if (!answer || stateAfter(answer.outcome) !== serverState) return null;
  if (answer.cause !== null) return answerCauseName(answer.cause);
  return answer.outcome === 'removed' ? null : answerOutcomeName(answer.outcome);
}

/** What becomes of an answer or a withdrawal; null where there is none under way. */
function followingNote({ following }: LineRow): string | null {
  if (!following) return null;
  const isAnswer = following.kind === 'answer';
  if (following.state === 'parked' && following.lastProblem) {
    const problem = entryProblemSentence(following.lastProblem);
    return (isAnswer ? m.inquiry_answer_parked : m.inquiry_withdraw_parked)({ problem });
  }
  return isAnswer ? m.inquiry_note_answering() : m.inquiry_note_withdrawing();
}

function waitSentence(entry: LineEntry, { now, pausedUntil }: QueueContext): string {
  const wait = formatWait(Math.max(entry.nextAt, pausedUntil), now);
  const problem = entry.lastProblem && entryProblemSentence(entry.lastProblem);
  return problem ? m.queue_next_try_because({ problem, wait }) : m.queue_next_try({ wait });
}

function actionsOf(state: QueueState, entry: LineEntry | undefined, now: number): QueueAction[] {
  switch (state) {
    case 'draft':
      return ['open', 'delete'];
    case 'parked':
      return ['edit', 'retry', 'export', 'delete'];
    case 'waiting':
    case 'queued': {
      const old = entry !== undefined && now - entry.createdAt > EXPORT_AFTER_MS;
      const retry: QueueAction[] = state === 'waiting' ? ['retry'] : [];
      return ['open', ...retry, ...(old ? (['export'] as const) : [])];
    }
    default:
      return ['open'];
  }
}

/** What the lines depend on besides the rows; times in Unix milliseconds. */
export interface QueueContext {
  now: number;
  signedIn: boolean;
  /** Until when the backend as a whole is left alone; 0 when it is not. */
  pausedUntil: number;
}

/** One line of the queue, in words. */
export function queueRow(line: LineRow, context: QueueContext): QueueRow {
  const state = queueState(line, context);
  return {
    draftId: line.draftId,
    opId: line.entry?.opId ?? null,
    state,
    stateName: STATE_NAMES[state](),
    title: line.title ?? null,
    marketplace: marketplaceName(line.marketplace),
    itemId: line.itemId,
    age: formatAge(line.at, context.now),
    number: line.number ?? null,
    note: noteOf(state, line, context),
    held: currentHold(line) !== undefined,
    actions: actionsOf(state, line.entry, context.now),
  };
}
