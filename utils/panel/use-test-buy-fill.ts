import type { TestBuyFill } from '@marketsafe/contract';
import { formatDay, m } from '@marketsafe/words';
import { useState } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { signedIn } from '../session/session.ts';
import { sessionCall } from '../session/session-call.ts';
import { browserDeps } from '../sync/browser-deps.ts';
import { askForFills, fetchFill } from './test-buy-fill.ts';
import type { DraftControl } from './use-draft.ts';

/** A test buy from which the draft can be filled, in words. */
interface FillOption {
  testBuyId: string;
  number: string;
  about: string;
}

export interface FillControl {
  /** The draft's reason asks for a test buy. */
  isAsked: boolean;
  busy: boolean;
  /** Null until somebody looked. */
  options: readonly FillOption[] | null;
  /** What came of the last thing done. */
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onLook: () => void;
  onFill: (testBuyId: string) => void;
}

type Came = { tone: 'good' | 'bad'; say: () => string } | null;

/** Fills the fields of a test buy from one that the organisation has written down: order number and files, and nothing that somebody states. */
export function useTestBuyFill(
  draftId: string,
  { draft, onField, onAttach }: Pick<DraftControl, 'draft' | 'onField' | 'onAttach'>,
): FillControl {
  const [fills, setFills] = useState<readonly TestBuyFill[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [came, setCame] = useState<Came>(null);
  const work = async (doing: () => Promise<Came>) => {
    setBusy(true);
    const result = await doing().catch((error: unknown): Came => {
      console.error(error);
      return { tone: 'bad', say: m.testbuys_fill_failed };
    });
    setCame(result);
    setBusy(false);
  };
  const connected = async () => {
    const session = await signedIn(pageDatabase);
    return session ? sessionCall(pageDatabase, browserDeps(pageDatabase), session) : null;
  };
  const look = async (): Promise<Came> => {
    const [call, row] = await Promise.all([connected(), pageDatabase.drafts.get(draftId)]);
    if (!call) return { tone: 'bad', say: m.testbuys_fill_signed_out };
    const found = row ? await askForFills(call, row.target) : [];
    setFills(found);
    return found ? null : { tone: 'bad', say: m.testbuys_fill_failed };
  };
  const fill = async (testBuyId: string): Promise<Came> => {
    const [call, chosen] = [await connected(), fills?.find((one) => one.testBuyId === testBuyId)];
    if (!call) return { tone: 'bad', say: m.testbuys_fill_signed_out };
    const fetched = chosen ? await fetchFill(call, chosen) : null;
    if (!fetched) return { tone: 'bad', say: m.testbuys_fill_failed };
    const { orderNumber, testBuyReport, testBuyPhotos } = fetched;
    onField({ testBuyOrder: orderNumber });
    const refused = [
      ...(await onAttach('testBuyReport', testBuyReport)),
      ...(await onAttach('testBuyPhotos', testBuyPhotos)),
    ];
    // What stands there already is there.
    const left = refused.filter(({ why }) => why !== 'twice');
    const files = testBuyReport.length + testBuyPhotos.length;
    return left.length > 0
      ? { tone: 'bad', say: () => m.testbuys_fill_left({ names: left.map(({ name }) => name).join(', ') }) }
      : { tone: 'good', say: () => m.testbuys_fill_done({ number: chosen?.number ?? '', count: files }) };
  };
  return {
    isAsked: draft?.report === null && draft.asked.some(({ name }) => name === 'testBuyOrder'),
    busy,
    options:
      fills?.map(({ testBuyId, number, days: { ordered, received, examined } }) => ({
        ...{ testBuyId, number },
        about: m.testbuys_fill_days({
          ...{ ordered: formatDay(ordered), received: formatDay(received), examined: formatDay(examined) },
        }),
      })) ?? null,
    result: came && { tone: came.tone, sentence: came.say() },
    onLook: () => void work(look),
    onFill: (testBuyId) => void work(() => fill(testBuyId)),
  };
}
