import { marketplaceName, standingName, standingSentence } from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { pageDatabase } from '../hooks/page-database.ts';
import { watchList } from '../known/watch-list.ts';

/** A removed listing as it is listed. */
interface WatchedRow {
  key: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  url: string;
  standing: { name: string; sentence: string; isLive: boolean };
}

/** The organisation's removed listings, live; undefined while they are being read. `now` in Unix milliseconds. */
export function useWatchList(now: number): { rows: WatchedRow[] | undefined } {
  const found = useLiveQuery(() => watchList(pageDatabase), []);
  return {
    rows: found?.map(({ key, title, marketplace, itemId, url, standing }) => ({
      ...{ key, title, itemId, url, marketplace: marketplaceName(marketplace) },
      standing: {
        name: standingName(standing),
        sentence: standingSentence(standing, now),
        isLive: standing.lastSeen?.seen === 'live',
      },
    })),
  };
}
