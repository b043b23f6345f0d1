import { m } from '@marketsafe/words';
import { Result } from '../shared/Result.tsx';

export interface PackageExportProps {
  /** How many drafts and reports would go into the package. */
  count: number;
  /** What the package would not hold, in sentences. */
  lacks: readonly string[];
  /** Bytes written of about so many; null while nothing is exported. */
  progress: { done: number; of: number } | null;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  onExport: () => void;
  onCancel: () => void;
}

/** The button that exports a package, what the package will lack, how far it is, and what came of it. */
function PackageExport({ count, lacks, progress, result, onExport, onCancel }: PackageExportProps) {
  return (
    <div className="stack">
      {lacks.map((sentence) => (
        <p key={sentence} className="small soft">
          {sentence}
        </p>
      ))}
      <div className="actions">
        <button
          type="button"
          className="button"
          aria-disabled={progress !== null}
          onClick={progress === null ? onExport : undefined}
        >
          {count === 1 ? m.export_one() : m.export_many({ count })}
        </button>
        {progress !== null && (
          <button type="button" className="button" onClick={onCancel}>
            {m.shared_cancel()}
          </button>
        )}
      </div>
      {progress !== null && (
        <label className="package-progress small">
          {m.export_making()}
          <progress
            max={progress.of > 0 ? progress.of : undefined}
            value={progress.of > 0 ? progress.done : undefined}
          />
        </label>
      )}
      <Result result={result} />
    </div>
  );
}

/** Export of the one draft or report that a screen shows. */
export function PackagePart(props: PackageExportProps) {
  return (
    <section className="card" aria-labelledby="package-title">
      <h2 id="package-title">{m.export_heading()}</h2>
      <p className="small soft">{m.export_help()}</p>
      <PackageExport {...props} />
    </section>
  );
}

/** Export of what is chosen in the queue. */
export function ChosenPart({ onClear, ...props }: PackageExportProps & { onClear: () => void }) {
  return (
    <section className="card chosen-part" aria-label={m.export_chosen_region()}>
      <div className="actions">
        <p role="status">{m.export_chosen({ count: props.count })}</p>
        <button type="button" className="button button-small" onClick={onClear}>
          {m.export_clear()}
        </button>
      </div>
      <PackageExport {...props} />
    </section>
  );
}
