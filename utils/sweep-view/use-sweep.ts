import {
  type AskedText,
  type AskedView,
  askedViews,
  EXPLANATION_LIMIT,
  type FieldValues,
  type MarketplaceId,
  type ReasonCode,
} from '@marketsafe/contract';
import {
  declaredInSentence,
  m,
  marketplaceName,
  reasonName,
  reasonNeeds,
  sweepCodeName,
} from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import type { SweepItemRow, SweepRow } from '../database/sweep-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { calendarDay } from '../hooks/time.ts';
import { type ActionResult, useAttempt } from '../hooks/use-attempt.ts';
import { useNow } from '../hooks/use-now.ts';
import { lackOfRights, reasonOptions } from '../panel/draft-view.ts';
import { groupByBrand } from '../panel/rights.ts';
import { chooseReason, offeredLanguages, takeStatement } from '../panel/statements.ts';
import { addItems } from '../sweeps/add-items.ts';
import { readLines } from '../sweeps/read-file.ts';
import { type LeftOut, readLinks } from '../sweeps/read-links.ts';
import {
  changeSweep,
  declareForSweep,
  endSweep,
  fieldsOfSweep,
  pauseSweep,
  type SweepChoices,
  startSweep,
} from '../sweeps/sweeps.ts';
import { counted, type SweepLine, sweepLine } from './sweep-line.ts';

/** Listings of the list that are shown. */
const SHOWN_ITEMS = 200;

/** What came of a list of links, in numbers. */
interface ListRead {
  added: number;
  there: number;
  known: number;
  doubles: number;
  leftOut: LeftOut[];
  cut: boolean;
}

interface ItemView {
  key: string;
  url: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  state: SweepItemRow['state'];
  /** What became of it, in words. */
  stateName: string;
}

/** A sweep as its screen shows it. */
interface SweepView {
  line: SweepLine;
  rights: {
    groups: ReturnType<typeof groupByBrand>;
    chosen: ReturnType<typeof groupByBrand>[number]['rights'][number] | null;
    chosenId: string;
    gone: boolean;
    lack: ReturnType<typeof lackOfRights>;
  };
  reasons: {
    options: ReturnType<typeof reasonOptions>;
    chosen: ReasonCode | '';
    chosenLabel: string;
    needs: string | null;
  };
  explanation: { en: string; zh: string; limit: number; offered: ('en' | 'zh')[] };
  /** Texts that the reason asks for and that can be the same for every report. */
  asked: AskedText[];
  /** What the reason asks for besides, which stays to be done on each report. */
  askedEach: number;
  marketplaces: readonly MarketplaceId[];
  profile: SweepRow['profile'];
  next: SweepRow['next'];
  /** Who declared when; null while nobody has. */
  declared: string | null;
  items: ItemView[];
  /** How many more there are. */
  more: number;
}

export interface SweepControl {
  /** Undefined while it is read, null where there is none of that id. */
  sweep: SweepView | null | undefined;
  result: ActionResult;
  /** What the last list came to. */
  list: ListRead | null;
  onChange: (change: Partial<SweepChoices>) => void;
  onType: (typed: { name?: string; brand?: string; en?: string; zh?: string }) => void;
  /** A field was left: what was typed goes to disk. */
  onLeave: () => void;
  onRight: (rightId: string) => void;
  onReason: (reason: ReasonCode) => void;
  onField: (fields: Partial<FieldValues>) => void;
  onStatement: (languages: readonly ('en' | 'zh')[]) => void;
  onDeclare: (isDeclared: boolean) => void;
  onStart: () => void;
  onPause: () => void;
  onEnd: () => void;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
}

async function readSource(sweepId: string, signedIn: boolean) {
  const [sweep, reference] = await Promise.all([
    pageDatabase.sweeps.get(sweepId),
    pageDatabase.reference.get('rights'),
  ]);
  if (!sweep) return null;
  const items = await pageDatabase.sweepItems.where('sweepId').equals(sweepId).sortBy('order');
  const shown = items.slice(0, SHOWN_ITEMS);
  const lines = await pageDatabase.lines.bulkGet(shown.flatMap(({ draftId }) => draftId ?? []));
  return {
    ...(await counted(pageDatabase, sweep)),
    ...{ items: shown, all: items.length, signedIn },
    // As it was captured: a listing that was open in a tab came without a card.
    titles: new Map(lines.flatMap((line) => (line?.title === undefined ? [] : [[line.draftId, line.title]]))),
    rights: reference?.key === 'rights' ? reference.rights : undefined,
  };
}
type Source = NonNullable<Awaited<ReturnType<typeof readSource>>>;

interface Typed {
  name?: string;
  brand?: string;
  en?: string;
  zh?: string;
  particulars?: SweepRow['particulars'];
}

/** A text of class A: what needs a person's consent, or files, is of one report. */
function isShared(view: AskedView): view is AskedText {
  return view.editor === 'text' && view.consented === null;
}

function withTyped(sweep: SweepRow, { en, zh, name, brand, particulars }: Typed): SweepRow {
  const explanation = { en: en ?? sweep.explanation.en, zh: zh ?? sweep.explanation.zh };
  const laid = { ...sweep, explanation, name: name ?? sweep.name, brand: brand ?? sweep.brand };
  return particulars ? { ...laid, particulars: { ...sweep.particulars, ...particulars } } : laid;
}

function itemView(
  { listingKey, url, card, marketplace, state, code, draftId = '' }: SweepItemRow,
  titles: ReadonlyMap<string, string>,
): ItemView {
  return {
    ...{ key: listingKey, url, title: titles.get(draftId) ?? card?.title ?? null, state },
    marketplace: marketplaceName(marketplace),
    itemId: listingKey.split(':')[1]?.split('@')[0] ?? '',
    stateName: sweepCodeName(code ?? state),
  };
}

function viewOf(source: Source, typed: Typed, now: number): SweepView {
  const sweep = withTyped(source.sweep, typed);
  const today = calendarDay(now);
  const groups = groupByBrand(source.rights ?? [], today);
  const chosenId = sweep.rightId ?? '';
  const chosen = groups.flatMap(({ rights }) => rights).find(({ rightId }) => rightId === chosenId) ?? null;
  const asked = askedViews(fieldsOfSweep(sweep));
  const right = source.rights?.find(({ rightId }) => rightId === chosenId);
  return {
    line: sweepLine({ ...source, sweep }, now),
    rights: {
      ...{ groups, chosen, chosenId, gone: chosenId !== '' && chosen === null },
      lack: lackOfRights(source.rights, source.signedIn),
    },
    reasons: {
      options: reasonOptions(right, sweep.reason),
      chosen: sweep.reason ?? '',
      chosenLabel: sweep.reason ? reasonName(sweep.reason) : '',
      needs: sweep.reason ? reasonNeeds(sweep.reason) : null,
    },
    explanation: { ...sweep.explanation, limit: EXPLANATION_LIMIT, offered: offeredLanguages(sweep) },
    asked: asked.filter(isShared),
    askedEach: asked.filter((view) => !isShared(view) && view.need === 'required').length,
    ...{ marketplaces: sweep.marketplaces, profile: sweep.profile, next: sweep.next },
    declared: sweep.declared ? declaredInSentence(sweep.declared) : null,
    items: source.items.map((item) => itemView(item, source.titles)),
    more: source.all - source.items.length,
  };
}

/** One sweep, live. The component that uses this has its id as its key. */
export function useSweep(sweepId: string, signedIn: boolean): SweepControl {
  const source = useLiveQuery(() => readSource(sweepId, signedIn), [sweepId, signedIn]);
  const now = useNow();
  const [typed, setTyped] = useState<Typed>({});
  const latest = useRef<Typed>({});
  const [list, setList] = useState<ListRead | null>(null);
  const { result, attempt } = useAttempt();

  const flush = async (): Promise<void> => {
    if (Object.keys(latest.current).length === 0) return;
    const sweep = await pageDatabase.sweeps.get(sweepId);
    if (!sweep) return;
    const { name, brand, explanation, particulars } = withTyped(sweep, latest.current);
    const change = { name, brand, explanation, ...(particulars && { particulars }) };
    await changeSweep(pageDatabase, sweepId, change, Date.now());
  };
  const keep = useRef(flush);
  keep.current = flush;
  useEffect(() => {
    const leave = () => void keep.current().catch(console.error);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  const type = (change: Typed) => {
    latest.current = { ...latest.current, ...change };
    setTyped(latest.current);
  };
  const act = (work: (at: number) => Promise<unknown>) =>
    void attempt(async () => {
      await flush();
      await work(Date.now());
      return null;
    });
  const change = (part: Partial<SweepChoices>) => act((at) => changeSweep(pageDatabase, sweepId, part, at));
  const explain = (
    edit: { en?: string | undefined; zh?: string | undefined },
    more: Partial<SweepChoices> = {},
  ) => {
    type({ ...(edit.en !== undefined && { en: edit.en }), ...(edit.zh !== undefined && { zh: edit.zh }) });
    change(more);
  };
  const take = (lines: () => Promise<string[]>) =>
    void attempt(async () => {
      const { links, ...read } = readLinks(await lines());
      const added = await addItems(pageDatabase, sweepId, links, 'links', Date.now());
      setList({ ...read, ...added });
      return () => m.sweep_list_added({ count: added.added });
    });
  const basis = source && withTyped(source.sweep, typed);

  return {
    sweep: source && viewOf(source, typed, now),
    result,
    list,
    onChange: change,
    onType: type,
    onLeave: () => act(() => Promise.resolve()),
    onRight: (rightId) => change({ rightId }),
    onReason: (reason) => {
      if (!basis) return;
      const { en, zh } = chooseReason(basis, reason);
      explain({ en, zh }, { reason });
    },
    onField: (fields) => type({ particulars: { ...latest.current.particulars, ...fields } }),
    onStatement: (languages) => {
      if (basis) explain(Object.assign({}, ...languages.map((language) => takeStatement(basis, language))));
    },
    onDeclare: (isDeclared) => act((at) => declareForSweep(pageDatabase, sweepId, isDeclared, at)),
    onStart: () =>
      void attempt(async () => {
        await flush();
        const other = await startSweep(pageDatabase, sweepId, Date.now());
        return other ? () => m.sweep_other_paused({ name: other.name }) : null;
      }),
    onPause: () => act((at) => pauseSweep(pageDatabase, sweepId, at)),
    onEnd: () => act((at) => endSweep(pageDatabase, sweepId, at)),
    onText: (text) => take(async () => text.split(/\r\n|\r|\n/)),
    onFiles: (files) => take(async () => (await Promise.all(files.map(readLines))).flat()),
  };
}
