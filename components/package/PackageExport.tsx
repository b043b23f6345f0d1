import { Button, Card, Progress, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

/** What `count` of the `all` captures of a package, or of its drafts, have not. */
interface Lack {
  lack: 'receipt' | 'time-stamp' | 'authority' | 'unfinished';
  count: number;
  all: number;
}

const LACKS = {
  receipt: { one: m.export_lack_receipt_one, some: m.export_lack_receipt },
  'time-stamp': { one: m.export_lack_stamp_one, some: m.export_lack_stamp },
  unfinished: { one: m.export_lack_unfinished_one, some: m.export_lack_unfinished },
  authority: { one: m.export_lack_authority_one, some: m.export_lack_authority },
} satisfies Record<Lack['lack'], unknown>;

function lackSentence({ lack, count, all }: Lack): string {
  return all === 1 ? LACKS[lack].one() : LACKS[lack].some({ count, all });
}

export interface PackageExportProps {
  /** How many drafts and reports would go into the package. */
  count: number;
  /** What the package would not hold. */
  lacks: readonly Lack[];
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
      {lacks.map((lack) => (
        <p key={lack.lack} className="small soft">
          {lackSentence(lack)}
        </p>
      ))}
      <div className="actions">
        <Button busy={progress !== null} onClick={onExport}>
          {count === 1 ? m.export_one() : m.export_many({ count })}
        </Button>
        {progress !== null && <Button onClick={onCancel}>{m.shared_cancel()}</Button>}
      </div>
      {progress !== null && <Progress label={m.export_making()} amount={progress} />}
      <Result result={result} />
    </div>
  );
}

/** Export of the one draft or report that a screen shows. */
export function PackagePart(props: PackageExportProps) {
  return (
    <Card title={m.export_heading()}>
      <p className="small soft">{m.export_help()}</p>
      <PackageExport {...props} />
    </Card>
  );
}

/** Export of what is chosen in the queue. */
export function ChosenPart({ onClear, ...props }: PackageExportProps & { onClear: () => void }) {
  return (
    <section className="card" aria-label={m.export_chosen_region()}>
      <div className="actions">
        <p role="status">{m.export_chosen({ count: props.count })}</p>
        <Button size="small" onClick={onClear}>
          {m.export_clear()}
        </Button>
      </div>
      <PackageExport {...props} />
    </section>
  );
}
