import { m } from '@marketsafe/words';
import { TimeText } from './time-text.tsx';

/** How many things a case still lacks, as a column of a table. */
export const lacksColumn = () => ({
  key: 'lacks',
  heading: m.raids_lacks(),
  cell: ({ lacks }: { lacks: number }) =>
    lacks === 0 ? m.raids_lacks_none() : m.raids_lacks_count({ count: lacks }),
});

/** When a case was saved last, and by whom, as a column of a table. */
export const savedColumn = () => ({
  key: 'saved',
  heading: m.raids_saved(),
  cell: ({ savedAt, savedBy }: { savedAt: string; savedBy: string }) => (
    <>
      <TimeText utc={savedAt} /> <bdi className="soft small">{savedBy}</bdi>
    </>
  ),
});
