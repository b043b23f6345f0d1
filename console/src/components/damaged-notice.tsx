import type { DamagedFiles } from '@marketsafe/contract';
import { Fold, Notice, Table } from '@marketsafe/looks';
import { formatBytesExactly, m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { damagedFilesQuery } from '../api/queries.ts';
import { TimeText } from './time-text.tsx';

type DamagedFile = DamagedFiles['files'][number];

const DAMAGES = {
  damaged: m.console_damaged_damaged,
  missing: m.console_damaged_missing,
} satisfies Record<DamagedFile['damage'], unknown>;

/** What is wrong with a stored file. */
export function damageWord({ damage }: Pick<DamagedFile, 'damage'>): string {
  return DAMAGES[damage]();
}

/** Says which of the organisation's stored files are no longer what was handed in; nothing while all are. */
export function DamagedNotice() {
  const { data } = useQuery(damagedFilesQuery);
  return data && data.total > 0 ? <DamagedList damaged={data} /> : null;
}

/** The same, of what was found. */
function DamagedList({ damaged: { files, total } }: { damaged: DamagedFiles }) {
  return (
    <Notice tone="bad" title={m.console_damaged_title({ count: total })} urgency="status">
      <p>{m.console_damaged_help()}</p>
      <Fold summary={m.console_damaged_list()}>
        {files.length < total && <p>{m.console_damaged_rest({ listed: files.length, count: total })}</p>}
        <Table
          caption={m.console_damaged_list()}
          captionHidden
          rows={files}
          keyOf={({ sha256 }) => sha256}
          columns={[
            {
              key: 'file',
              heading: m.console_damaged_column_file(),
              kind: 'header',
              cell: (file) => (
                <>
                  <span className="number small unbroken">{file.sha256}</span>
                  <span className="soft small">
                    {file.type} · {formatBytesExactly(file.bytes)} · {damageWord(file)}
                  </span>
                </>
              ),
            },
            {
              key: 'found',
              heading: m.console_damaged_column_found(),
              cell: ({ since }) => <TimeText utc={since} />,
            },
          ]}
        />
      </Fold>
    </Notice>
  );
}
