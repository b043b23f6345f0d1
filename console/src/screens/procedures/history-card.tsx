import { type ProcedureChangeRow, pathKey, type ReleaseBeside } from '@marketsafe/contract/procedures';
import { Button, Card, Notice } from '@marketsafe/looks';
import { m, procedureFieldName, procedurePartName } from '@marketsafe/words';
import { scopeName } from '../../components/procedures/scope-name.ts';
import { ValueText } from '../../components/procedures/value-cell.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** A value by its place in words: for whom, of which part and item, which field. */
function placeText({ scope, part, item, field }: Omit<ReleaseBeside, 'released' | 'releasedThen'>): string {
  const where = item === 'it' ? procedurePartName(part) : `${procedurePartName(part)} (${item})`;
  return [scopeName(scope), where, procedureFieldName(field)].join(' · ');
}

/** What the program changed, the newest first, with the way back. */
export function HistoryCard({
  changes,
  onUndo,
}: {
  changes: readonly ProcedureChangeRow[];
  onUndo: (change: ProcedureChangeRow) => void;
}) {
  return (
    <Card title={m.procedure_history()} className="procedure-history">
      {changes.length === 0 && <p className="soft">{m.procedure_history_none()}</p>}
      <ol className="plain stack" reversed>
        {changes.map((change) => (
          <li key={change.sequence} className="stack-small procedure-change">
            <p>
              <strong>{placeText(change)}</strong>
            </p>
            <div className="side-by-side">
              <div>
                <p className="soft small">{m.procedure_history_before()}</p>
                <Held change={change} leaf={change.before} />
              </div>
              <div>
                <p className="soft small">{m.procedure_history_after()}</p>
                <Held change={change} leaf={change.leaf} />
              </div>
            </div>
            <p>
              <bdi>{change.why}</bdi>
            </p>
            <p className="soft small">
              {change.undoes !== null && <>{m.procedure_history_undoes({ number: change.undoes })} </>}
              {m.procedure_history_by({ number: change.sequence, name: change.by })}{' '}
              <TimeText utc={change.at} />
              {change.leaf?.source && <> · {m.triage_source({ source: change.leaf.source.title })}</>}
            </p>
            <div>
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={m.procedure_undo_of({ number: change.sequence })}
                onClick={() => onUndo(change)}
              >
                {m.procedure_undo()}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Held({
  change: { part, field },
  leaf,
}: {
  change: Pick<ProcedureChangeRow, 'part' | 'field'>;
  leaf: ProcedureChangeRow['leaf'];
}) {
  if (leaf === null) return <span className="soft">{m.procedure_history_release()}</span>;
  return <ValueText value={{ part, field, leaf }} />;
}

/** Values of the program's over which this release says something else: shown beside, never taken by itself. */
export function BesideNotice({
  beside,
  onTake,
}: {
  beside: readonly ReleaseBeside[];
  onTake: (beside: ReleaseBeside) => void;
}) {
  if (beside.length === 0) return null;
  return (
    <Notice tone="info" title={m.procedure_beside_title({ count: beside.length })}>
      <p>{m.procedure_beside_about()}</p>
      <ul className="plain stack">
        {beside.map((each) => (
          <li key={`${each.scope} ${pathKey(each)}`} className="stack-small">
            <p>
              <strong>{placeText(each)}</strong>
            </p>
            <div>
              {each.released ? (
                <ValueText value={{ ...each, leaf: each.released }} />
              ) : (
                m.procedure_beside_nothing()
              )}
            </div>
            <div>
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={m.procedure_beside_take_of({ place: placeText(each) })}
                onClick={() => onTake(each)}
              >
                {m.procedure_beside_take()}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
