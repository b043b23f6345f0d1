import { m } from '@marketsafe/words';
import { Result } from '../shared/Result.tsx';

interface Amount {
  files: number;
  bytes: number;
}

/** What evidence is kept for, in the order in which it is shown. */
const KINDS = ['draft', 'unsent', 'sent', 'hold', 'deleted', 'none'] as const;

const KEPT_FOR = {
  draft: m.workspace_space_draft,
  unsent: m.workspace_space_unsent,
  sent: m.workspace_space_sent,
  hold: m.workspace_space_hold,
  deleted: m.workspace_space_deleted,
  none: m.workspace_space_none,
} satisfies Record<(typeof KINDS)[number], unknown>;

export interface StoragePartProps {
  /** Undefined while it is being counted. */
  storage:
    | {
        evidence: Readonly<Record<(typeof KINDS)[number], Amount>>;
        due: Amount;
        /** When more may be freed, in words. */
        next: string | null;
        usedBytes: number | null;
        freeBytes: number | null;
        persisted: boolean;
      }
    | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  formatBytes: (bytes: number) => string;
  onCleanUp: () => void;
}

/** How much room the evidence on this device takes, what for, and what goes next. */
export function StoragePart({ storage, result, formatBytes, onCleanUp }: StoragePartProps) {
  return (
    <section className="card" aria-labelledby="space-title">
      <h2 id="space-title">{m.workspace_space()}</h2>
      {storage ? (
        <Uses {...storage} formatBytes={formatBytes} />
      ) : (
        <p className="soft">{m.workspace_counting()}</p>
      )}
      {storage && storage.due.files > 0 && (
        <div className="actions">
          <button type="button" className="button" onClick={onCleanUp}>
            {m.workspace_clean_up()}
          </button>
        </div>
      )}
      <Result result={result} />
    </section>
  );
}

function Uses({
  evidence,
  due,
  next,
  usedBytes,
  freeBytes,
  persisted,
  formatBytes,
}: NonNullable<StoragePartProps['storage']> & Pick<StoragePartProps, 'formatBytes'>) {
  const shown = KINDS.filter((kind) => evidence[kind].files > 0);
  const files = shown.reduce((sum, kind) => sum + evidence[kind].files, 0);
  const bytes = shown.reduce((sum, kind) => sum + evidence[kind].bytes, 0);
  return (
    <>
      {files === 0 ? (
        <p className="soft">{m.workspace_space_nothing()}</p>
      ) : (
        <table className="storage-table">
          <thead>
            <tr>
              <th scope="col">{m.workspace_space_what()}</th>
              <th scope="col" className="storage-number">
                {m.viewer_files()}
              </th>
              <th scope="col" className="storage-number">
                {m.viewer_file_size()}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((kind) => (
              <tr key={kind}>
                <th scope="row">{KEPT_FOR[kind]()}</th>
                <td className="storage-number">{evidence[kind].files}</td>
                <td className="storage-number">{formatBytes(evidence[kind].bytes)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{m.workspace_space_all()}</th>
              <td className="storage-number">{files}</td>
              <td className="storage-number">{formatBytes(bytes)}</td>
            </tr>
          </tfoot>
        </table>
      )}
      <p>
        {due.files > 0
          ? m.workspace_due({ count: due.files, size: formatBytes(due.bytes) })
          : m.workspace_due_nothing()}{' '}
        {next !== null && m.workspace_next({ date: next })}
      </p>
      <p className="soft small">
        {usedBytes !== null && m.workspace_used_of({ size: formatBytes(usedBytes) })}{' '}
        {freeBytes !== null && m.workspace_free_of({ size: formatBytes(freeBytes) })}{' '}
        {persisted ? m.workspace_persisted() : m.workspace_unlimited()}
      </p>
    </>
  );
}
