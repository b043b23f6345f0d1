import type {
  AskedFiles,
  AskedName,
  AskedView,
  CorrectableFact,
  Corrections,
  FactName,
  FieldValues,
  ReasonCode,
} from '@marketsafe/contract';
import type { Hold } from '../hold/HoldPart.tsx';
import type { QueueItem } from '../queue/queue-item.ts';
import type { Inquiry } from './InquiryPart.tsx';
import type { Withdrawal } from './WithdrawPart.tsx';

export interface Picture {
  sha256: string;
  method: 'pixels' | 'rendered';
}

export interface Capture {
  captureId: string;
  capturedAt: string;
  pictures: readonly Picture[];
  /** How many more pictures its own screen has. */
  slices: number;
  limitations: readonly string[];
  snapshot: boolean;
}

export interface Fact {
  id: FactName;
  name: string;
  value: string | null;
  /** The same uncut. */
  whole: string | null;
  source: string | null;
  raw: string | null;
}

interface RightOption {
  rightId: string;
  label: string;
  owner: string;
  standing: 'verified' | 'unverified' | 'rejected' | 'expired' | 'mandate';
  standingName: string;
  alarm?: string | null;
}

export interface Rights {
  groups: readonly { brand: string; rights: readonly RightOption[] }[];
  chosen: RightOption | null;
  chosenId: string;
  /** The chosen right is not in the list. */
  gone: boolean;
  /** Why there is nothing to choose from; null when there is. */
  lack: 'signed-out' | 'missing' | 'empty' | null;
}

export interface Reasons {
  options: readonly { code: ReasonCode; label: string; least: boolean }[];
  chosen: ReasonCode | '';
  chosenLabel: string;
  needs: string | null;
}

export type Language = 'en' | 'zh';

export interface Explanation {
  en: string;
  zh: string;
  limit: number;
  /** Languages in which the standing statement may be taken over. */
  offered: readonly Language[];
}

export type DeclarationName = 'goodFaith' | 'accurate' | 'authorised';
export type Declarations = Readonly<Record<DeclarationName, boolean>>;

/** A file that was not added, and why. */
export interface RefusedFile {
  name: string;
  why: 'kind' | 'large' | 'vast' | 'empty' | 'many' | 'twice' | 'unreadable';
}

/** What can be done to the fields that only some reasons ask for, or that every claim may have. */
export interface AskedEdits {
  onField: (fields: Partial<FieldValues>) => void;
  onConsent: (name: AskedName, given: boolean) => void;
  onAttach: (name: AskedFiles['name'], files: readonly File[]) => Promise<readonly RefusedFile[]>;
  onDetach: (name: AskedFiles['name'], sha256: string) => void;
}

/** Says what a fact is, in place of what was read; with nothing, takes that back. */
export type OnCorrect = (fact: CorrectableFact, says: string) => void;

export interface Unmet {
  code: string;
  severity: 'missing' | 'warning';
  sentence: string;
  fieldId: string;
}

/** A draft or a finished report as its screen shows it. */
export interface Draft {
  draftId: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  url: string;
  age: string;
  /** Which wall the captures show and what to do about it; null where they show the listing. */
  wall: string | null;
  /** The list of the organisation's that the seller is on; it holds nothing back. */
  listed: { tone: 'warn' | 'info'; sentence: string } | null;
  /** Why nothing of it may be deleted now; null where there is no legal hold. */
  hold: Hold | null;
  captures: readonly Capture[];
  facts: readonly Fact[];
  /** There are no facts because the program has switched off the reading of the marketplace's pages. */
  readingOff: boolean;
  rights: Rights;
  reasons: Reasons;
  explanation: Explanation;
  declarations: Declarations;
  declaredIn: string | null;
  /** What the chosen reason asks for beyond what every claim needs. */
  asked: readonly AskedView[];
  /** What a person says a fact is, by fact. */
  corrections: Corrections;
  /** Files for the program, beside what the reason asks for. */
  attachments: AskedFiles;
  unmet: readonly Unmet[];
  report: QueueItem | null;
  /** What the program wants to know of the report. */
  inquiry: Inquiry | null;
  withdrawal: Withdrawal | null;
}

export type Save =
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'failed'; sentence: string; fieldIds: readonly string[] };

/** Address of a picture by its hash: absent while it is read, null when its bytes are gone. */
export type PictureUrls = ReadonlyMap<string, string | null>;
