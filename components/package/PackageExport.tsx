import { Result } from '../shared/Result.tsx';
import { WORDS } from './words.ts';

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
          {count === 1 ? WORDS.export : WORDS.exportMany(count)}
        </button>
        {progress !== null && (
          <button type="button" className="button" onClick={onCancel}>
            {WORDS.cancel}
          </button>
        )}
      </div>
      {progress !== null && (
        <label className="package-progress small">
          {WORDS.making}
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
      <h2 id="package-title">{WORDS.heading}</h2>
      <p className="small soft">{WORDS.help}</p>
      <PackageExport {...props} />
    </section>
  );
}

/** Export of what is chosen in the queue. */
export function ChosenPart({ onClear, ...props }: PackageExportProps & { onClear: () => void }) {
  return (
    <section className="card chosen-part" aria-label={WORDS.chosenRegion}>
      <div className="actions">
        <p role="status">{WORDS.chosen(props.count)}</p>
        <button type="button" className="button button-small" onClick={onClear}>
          {WORDS.clear}
        </button>
      </div>
      <PackageExport {...props} />
    </section>
  );
}
