import type { ScriptRow } from './page-scripts.ts';
import type { Spread } from './timing.ts';

/** One page with so many reports on the device. Times in milliseconds from its navigation, heap in bytes. */
export interface ListFigures {
  rows: number;
  drawn: Spread;
  painted: Spread;
  heap: number;
}

/** A sweep of practice listings by keys alone, without the time that a person looks at them. */
export interface SweepFigures {
  listings: number;
  claims: number;
  /** Keys for each report that was finished. */
  inputsPerClaim: number;
  /** What the product makes its person wait for each listing, without the pages' own loads. */
  waitPerListingMs: number;
  listingsPerHour: number;
  /** From a key until the next listing is in front. */
  move: Spread;
  /** From then until its page has loaded. */
  load: Spread;
  finishMs: number;
}

/** Everything that one run of the benchmark measured. */
export interface DeskFigures {
  conditions: readonly string[];
  /** Until the page is drawn, by the number of reports. */
  popupP50Ms: Readonly<Record<string, number>>;
  popupP95Ms: Readonly<Record<string, number>>;
  workspaceP50Ms: Readonly<Record<string, number>>;
  workspaceP95Ms: Readonly<Record<string, number>>;
  popup: readonly ListFigures[];
  workspace: readonly ListFigures[];
  /** From a key until its letter is painted, in the statement of a draft and in a plain text area. */
  typing: { editor: Spread; plain: Spread };
  /** What the extension's scripts cost on pages of a marketplace. */
  scripts: readonly ScriptRow[];
  /** Those of `sweep`, beside the others; absent without one. */
  inputsPerClaim?: number;
  waitPerListingMs?: number;
  listingsPerHour?: number;
  sweep: SweepFigures | null;
}

/** The popup's, however many reports there are. */
const POPUP_TARGET_MS = 150;
/** Of a sweep. */
const INPUTS_TARGET = 1.3;
const WAIT_TARGET_MS = 500;

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

function line(name: string, { rows, drawn, painted, heap }: ListFigures, target?: number): string {
  const met = target === undefined ? '' : ` (target ${target}: ${drawn.p50 <= target ? 'met' : 'missed'})`;
  return `${name.padEnd(10)} ${String(rows).padStart(6)} reports   drawn p50 ${ms(drawn.p50)}, p95 ${ms(drawn.p95)}${met}; first paint p50 ${ms(painted.p50)}; heap ${megabytes(heap)}`;
}

function typingLine({ editor, plain }: DeskFigures['typing']): string {
  return `typing in a draft’s statement, key to letter painted: p50 ${ms(editor.p50)}, p95 ${ms(editor.p95)}, most ${ms(editor.max)}; in a plain text area p50 ${ms(plain.p50)}, p95 ${ms(plain.p95)}`;
}

/** Above a script that only reads the address, in milliseconds: where the page is no listing, and where it is. */
const SCRIPT_TARGETS_MS: Readonly<Record<string, number>> = { home: 1, other: 1, listing: 4 };

function scriptLine({ page, always, all, address, bytes, nodes }: ScriptRow): string {
  const above = (page === 'listing' ? all : always).p50 - address.p50;
  const target = SCRIPT_TARGETS_MS[page];
  const met = target === undefined ? '' : ` (target ${target}: ${above <= target ? 'met' : 'missed'})`;
  return `${page.padEnd(10)} scripts a load: on every page p50 ${ms(always.p50)}, p95 ${ms(always.p95)}, ${bytes} bytes; with what is needed there p50 ${ms(all.p50)}; only reading the address ${ms(address.p50)}; above it ${ms(above)}${met}; elements added ${nodes}`;
}

function sweepLines(sweep: SweepFigures): string[] {
  const { listings, claims, inputsPerClaim, waitPerListingMs, listingsPerHour, move, load, finishMs } = sweep;
  const met = (isMet: boolean) => (isMet ? 'met' : 'missed');
  return [
    '',
    `sweep of ${listings} listings, ${claims} reports finished: ${listingsPerHour.toFixed(0)} listings an hour, nobody looking`,
    `  keys for each report     ${inputsPerClaim.toFixed(2)} (target ${INPUTS_TARGET}: ${met(inputsPerClaim <= INPUTS_TARGET)})`,
    `  wait for each listing    ${ms(waitPerListingMs)} (target ${WAIT_TARGET_MS}: ${met(waitPerListingMs < WAIT_TARGET_MS)}); key to next listing in front p50 ${ms(move.p50)}, p95 ${ms(move.p95)}; all finished in ${ms(finishMs)}`,
    `  pages' own loads         p50 ${ms(load.p50)}, p95 ${ms(load.p95)}`,
  ];
}

/** The figures as text. */
export function deskReport({ conditions, popup, workspace, typing, scripts, sweep }: DeskFigures): string {
  return `${[
    ...conditions,
    '',
    ...popup.map((figures) => line('popup', figures, POPUP_TARGET_MS)),
    ...workspace.map((figures) => line('workspace', figures)),
    '',
    typingLine(typing),
    '',
    ...scripts.map(scriptLine),
    ...(sweep ? sweepLines(sweep) : []),
  ].join('\n')}\n`;
}
