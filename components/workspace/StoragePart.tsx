import { Result } from '../shared/Result.tsx';
import { WORDS } from './words.ts';

interface Amount {
  files: number;
  bytes: number;
}

/** What evidence is kept for, in the order in which it is shown. */
const KINDS = ['draft', 'unsent', 'sent', 'hold', 'deleted', 'none'] as const;

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
      <h2 id="space-title">{WORDS.space}</h2>
      {storage ? <Uses {...storage} formatBytes={formatBytes} /> : <p className="soft">{WORDS.counting}</p>}
      {storage && storage.due.files > 0 && (
        <div className="actions">
          <button type="button" className="button" onClick={onCleanUp}>
            {WORDS.cleanUp}
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
        <p className="soft">{WORDS.spaceNothing}</p>
      ) : (
        <table className="storage-table">
          <thead>
            <tr>
              <th scope="col">{WORDS.spaceWhat}</th>
              <th scope="col" className="storage-number">
                {WORDS.spaceFiles}
              </th>
              <th scope="col" className="storage-number">
                {WORDS.spaceSize}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((kind) => (
              <tr key={kind}>
                <th scope="row">{WORDS.spaceKinds[kind]}</th>
                <td className="storage-number">{evidence[kind].files}</td>
                <td className="storage-number">{formatBytes(evidence[kind].bytes)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{WORDS.spaceAll}</th>
              <td className="storage-number">{files}</td>
              <td className="storage-number">{formatBytes(bytes)}</td>
            </tr>
          </tfoot>
        </table>
      )}
      <p>
        {due.files > 0 ? WORDS.due(due.files, formatBytes(due.bytes)) : WORDS.dueNothing}{' '}
        {next !== null && WORDS.next(next)}
      </p>
      <p className="soft small">
        {usedBytes !== null && WORDS.usedOf(formatBytes(usedBytes))}{' '}
        {freeBytes !== null && WORDS.freeOf(formatBytes(freeBytes))}{' '}
        {persisted ? WORDS.persisted : WORDS.unlimited}
      </p>
    </>
  );
}
