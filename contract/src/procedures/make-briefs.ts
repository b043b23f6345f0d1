import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASONS } from '../reasons.ts';
import type { ProcedureBrief } from './brief.ts';
import { limitsChannel, placesOf } from './packets.ts';
import { ONE } from './parts.ts';
import { type Placed, procedureFor } from './procedure.ts';
import type { ProcedureBook } from './record.ts';
import { sitesOf } from './scopes.ts';
import { isUnverified } from './sourced.ts';

/** A value for the device; null where nothing is known. */
function brief<Value>(
  leaf: Placed<Value> | undefined,
): { value: Value; isUnverified: boolean; from: string | null } | null {
  if (leaf === undefined || leaf.value === null) return null;
  return { value: leaf.value, isUnverified: isUnverified(leaf), from: leaf.source?.title ?? null };
}

function briefOf(
  book: ProcedureBook,
  marketplace: ProcedureBrief['marketplace'],
  site: string | null,
): ProcedureBrief {
  const procedure = procedureFor(marketplace, { site, book });
  const { parts } = procedure;
  const channel = limitsChannel(procedure);
  return {
    marketplace,
    site,
    route: brief(parts.overview[ONE]?.route),
    places: brief(placesOf(procedure)),
    links: brief(channel?.maxLinks),
    megabytes: brief(channel?.maxMegabytes),
    files: brief(channel?.maxFiles),
    fileTypes: brief(channel?.fileTypes),
    sellerSees: Object.values(parts.sellerSees).flatMap(({ says }) => brief(says) ?? []),
    reasons: REASONS.flatMap(({ code }) => {
      const reason = Object.values(parts.reasons).find((each) => each.code?.value === code);
      if (!reason) return [];
      const { wording, documents, reveals } = reason;
      return [{ code, wording: brief(wording), documents: brief(documents), reveals: brief(reveals) }];
    }),
  };
}

/** What devices keep of all procedures, so that a draft shows what its marketplace asks for without a connection. */
export function briefsOf(book: ProcedureBook): ProcedureBrief[] {
  return MARKETPLACE_IDS.flatMap((marketplace) =>
    [null, ...sitesOf(marketplace)].map((site) => briefOf(book, marketplace, site)),
  );
}
