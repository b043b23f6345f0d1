import { recogniseAddress } from '@marketsafe/contract';
import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { keptProcedure } from '../reference/procedures.ts';
import { keptRights } from '../reference/rights.ts';
import { type ProcedureView, procedureView } from './procedure-view.ts';

/** What the marketplace of a draft asks for, live; null while it is read, and where this device has not heard of it. */
export function useProcedure(draftId: string): ProcedureView | null {
  const view = useLiveQuery(async () => {
    const draft = await pageDatabase.drafts.get(draftId);
    if (draft?.state !== 'draft') return null;
    const { marketplace, canonicalUrl } = draft.target;
    const brief = await keptProcedure(pageDatabase, marketplace, recogniseAddress(canonicalUrl)?.scope);
    const right = (await keptRights(pageDatabase))?.find(({ rightId }) => rightId === draft.rightId);
    return brief && procedureView(brief, draft, right?.place);
  }, [draftId]);
  return view ?? null;
}
