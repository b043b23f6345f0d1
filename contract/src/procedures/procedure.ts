import type { MarketplaceId } from '../marketplaces/types.ts';
import { RELEASED_PROCEDURES } from './data/index.ts';
import { type FieldOf, PART_NAMES, type PartName, partByName, type ValueOf } from './parts.ts';
import { type ProcedureBook, pathKey, recordOf, type ValueAt, valuesOf } from './record.ts';
import { type ScopeId, scopesOf } from './scopes.ts';
import type { Sourced } from './sourced.ts';

/** A value as it holds for a marketplace, with the scope that it stands under. */
export interface Placed<Value> extends Sourced<Value> {
  from: ScopeId;
}

/** One item of a part as it holds for a marketplace. */
export type PlacedItem<Name extends PartName> = {
  readonly [Field in FieldOf<Name>]?: Placed<ValueOf<Name, Field>>;
};

/** What holds for a marketplace, on one of its country sites or on all. Every part is there; one that nothing is known of is empty. */
export interface Procedure {
  marketplace: MarketplaceId;
  /** Country of the site, ISO 3166-1 in lower case; null where none was asked for. */
  site: string | null;
  parts: { readonly [Name in PartName]: Readonly<Record<string, PlacedItem<Name>>> };
}

/** Which procedures are asked: `site` a country of `sitesOf`, `book` what the program holds, the release's own unless given. */
export interface ProcedureChoice {
  site?: string | null;
  book?: ProcedureBook;
}

/** What holds for a marketplace: laws and shared programs first, its own values above them, those of the country's site above these. */
export function procedureFor(
  marketplace: MarketplaceId,
  { site = null, book = RELEASED_PROCEDURES }: ProcedureChoice = {},
): Procedure {
  const found = new Map<string, ValueAt>();
  for (const from of scopesOf(marketplace, site)) {
    for (const value of valuesOf(book[from] ?? {})) {
      const placed: Placed<unknown> = { ...value.leaf, from };
      found.set(pathKey(value), { ...value, leaf: placed });
    }
  }
  const record = recordOf([...found.values()]);
  // Each leaf has its scope, put there above.
  const parts = Object.fromEntries(
    PART_NAMES.map((name) => [name, record[name] ?? {}]),
  ) as Procedure['parts'];
  return { marketplace, site, parts };
}

/**
 * What of a procedure a marketplace's own people may be shown: what a notice to them needs, without what the program thinks of it, what it
 * says of sellers, and where it has it from.
 */
export function forLiaison(procedure: Procedure): Procedure {
  const allowed = valuesOf(procedure.parts).flatMap((value): ValueAt[] => {
    if (!partByName(value.part).liaison.includes(value.field)) return [];
    const leaf: Sourced<unknown> = { ...value.leaf, source: null, verified: null };
    delete leaf.note;
    return [{ ...value, leaf }];
  });
  const record = recordOf(allowed);
  const parts = Object.fromEntries(
    PART_NAMES.map((name) => [name, record[name] ?? {}]),
  ) as Procedure['parts'];
  return { ...procedure, parts };
}
