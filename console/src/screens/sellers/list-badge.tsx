import type { SellerList } from '@marketsafe/contract';
import { Badge, type Tone } from '@marketsafe/looks';
import { m, sellerListName } from '@marketsafe/words';

const TONES: Readonly<Record<SellerList, Tone>> = { watch: 'warn', allow: 'good', deny: 'bad' };

/** A list that a seller is on, and for staff whose it is. */
export function ListBadge({ list, organisation }: { list: SellerList; organisation: string | null }) {
  const name = sellerListName(list);
  return (
    <Badge tone={TONES[list]}>
      {organisation === null ? name : m.sellers_list_of({ list: name, organisation })}
    </Badge>
  );
}

/** What a seller is called: the page's own name, or else the marketplace's id. */
export function sellerName({ name, id }: { name: string | null; id: string | null }): string {
  return name ?? id ?? m.sellers_unknown_name();
}
