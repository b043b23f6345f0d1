import {
  ADAPTER_VERSIONS,
  MARKETPLACE_IDS,
  type MarketplaceId,
  type MarketplaceSettingDetail,
} from '@marketsafe/contract';
import { marketplaceName } from '@marketsafe/words';

/** One marketplace as the table shows it. */
export interface ReadingRow {
  id: MarketplaceId;
  name: string;
  /** Version of the adapter that this release has. */
  version: number;
  /** How it is switched off; null where its pages are read. */
  off: MarketplaceSettingDetail | null;
  /** `newer-read`: what is switched off is older than this release's adapter. */
  state: 'read' | 'off' | 'newer-read';
}

/** Every marketplace of this release, in the table's order, with what is set for it. */
export function readingRows(settings: readonly MarketplaceSettingDetail[]): ReadingRow[] {
  return MARKETPLACE_IDS.map((id) => {
    const off = settings.find(({ marketplace }) => marketplace === id) ?? null;
    const version = ADAPTER_VERSIONS[id];
    const state = off === null ? 'read' : version <= off.upToVersion ? 'off' : 'newer-read';
    return { id, name: marketplaceName(id), version, off, state };
  });
}
