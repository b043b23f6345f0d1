import type { ScriptRow } from './page-scripts.ts';
import type { Spread } from './timing.ts';

/** One page with so many reports on the device. Times in milliseconds from its navigation, heap in bytes. */
export interface ListFigures {
  rows: number;
  drawn: Spread;
  painted: Spread;
  heap: number;
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
  /** What the extension's scripts cost on pages of a marketplace. */
  scripts: readonly ScriptRow[];
}

/** The popup's, however many reports there are. */
const POPUP_TARGET_MS = 150;

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

function line(name: string, { rows, drawn, painted, heap }: ListFigures, target?: number): string {
  const met = target === undefined ? '' : ` (target ${target}: ${drawn.p50 <= target ? 'met' : 'missed'})`;
  return `${name.padEnd(10)} ${String(rows).padStart(6)} reports   drawn p50 ${ms(drawn.p50)}, p95 ${ms(drawn.p95)}${met}; first paint p50 ${ms(painted.p50)}; heap ${megabytes(heap)}`;
}

/** Above a script that only reads the address, in milliseconds: where the page is no listing, and where it is. */
const SCRIPT_TARGETS_MS: Readonly<Record<string, number>> = { home: 1, other: 1, listing: 4 };

function scriptLine({ page, always, all, address, bytes, nodes }: ScriptRow): string {
  const above = (page === 'listing' ? all : always).p50 - address.p50;
  const target = SCRIPT_TARGETS_MS[page];
  const met = target === undefined ? '' : ` (target ${target}: ${above <= target ? 'met' : 'missed'})`;
  return `${page.padEnd(10)} scripts a load: on every page p50 ${ms(always.p50)}, p95 ${ms(always.p95)}, ${bytes} bytes; with what is needed there p50 ${ms(all.p50)}; only reading the address ${ms(address.p50)}; above it ${ms(above)}${met}; elements added ${nodes}`;
}

/** The figures as text. */
export function deskReport({ conditions, popup, workspace, scripts }: DeskFigures): string {
  return `${[
    ...conditions,
    '',
    ...popup.map((figures) => line('popup', figures, POPUP_TARGET_MS)),
    ...workspace.map((figures) => line('workspace', figures)),
    '',
    ...scripts.map(scriptLine),
  ].join('\n')}\n`;
}
