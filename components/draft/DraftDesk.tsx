import { Button, Empty, Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { HoldPart, type HoldPartProps } from '../hold/HoldPart.tsx';
import type { QueueAction } from '../queue/QueueRow.tsx';
import { ClaimForm, type ClaimFormProps } from './ClaimForm.tsx';
import { DraftHead } from './DraftHead.tsx';
import { EvidencePart } from './EvidencePart.tsx';
import { FactsPart } from './FactsPart.tsx';
import { ReadinessPart } from './ReadinessPart.tsx';
import { ReportPart } from './ReportPart.tsx';
import type { Draft, Save } from './types.ts';

export interface DraftDeskProps extends Omit<ClaimFormProps, 'draft' | 'problemOf'> {
  /** Undefined while it is being read, null when there is none of that id. */
  draft: Draft | null | undefined;
  save: Save;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  settingsUrl: string;
  /** Address of a capture's own screen. */
  evidenceUrl: (captureId: string) => string;
  /** Export of this draft or report as a package. */
  packagePart: ReactNode;
  /** Finishes, or gives the id of the field that keeps the draft from being ready. */
  onFinish: () => Promise<string | null>;
  onDelete: () => void;
  onReportAction: (action: QueueAction) => void;
  holding: Omit<HoldPartProps, 'hold'>;
}

function focusOn(id: string): void {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'center' });
}

/** The form gives way to the report and the other way round: the focus goes along instead of getting lost. */
function useFocusAlong(isReport: boolean | undefined): void {
  const before = useRef(isReport);
  useEffect(() => {
    if (isReport !== undefined && before.current !== undefined && before.current !== isReport) {
      focusOn(isReport ? 'report-title' : 'claim-form-title');
    }
    before.current = isReport;
  }, [isReport]);
}

/** One draft from its evidence to "Finish", or the report it became. */
export function DraftDesk(props: DraftDeskProps) {
  const { draft } = props;
  useFocusAlong(draft ? draft.report !== null : undefined);
  if (draft === undefined) return <Loading>{m.desk_loading()}</Loading>;
  if (draft === null) return <DraftMissing heading={m.desk_unknown()} help={m.desk_unknown_help()} />;
  const evidence = (
    <EvidencePart
      captures={draft.captures}
      urls={props.urls}
      itemId={draft.itemId}
      settingsUrl={props.settingsUrl}
      evidenceUrl={props.evidenceUrl}
      open={draft.report === null}
    />
  );
  return (
    <article className="stack">
      <DraftHead draft={draft} save={props.save} />
      {draft.report && (
        <>
          <Result result={props.result} />
          <ReportPart draft={draft} report={draft.report} onAction={props.onReportAction} />
        </>
      )}
      {evidence}
      <FactsPart facts={draft.facts} readingOff={draft.readingOff} />
      {!draft.report && <OpenDraft {...props} draft={draft} />}
      <HoldPart hold={draft.hold} {...props.holding} />
      {props.packagePart}
    </article>
  );
}

function OpenDraft({ draft, save, result, onFinish, onDelete, ...form }: DraftDeskProps & { draft: Draft }) {
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const goTo = (fieldId: string | null) => {
    setPointedAt(fieldId);
    if (fieldId !== null) focusOn(fieldId);
  };
  const problemOf = (fieldId: string) =>
    save.state === 'failed' && save.fieldIds.includes(fieldId)
      ? save.sentence
      : draft.unmet.find(
          (item) => fieldId === pointedAt && item.fieldId === fieldId && item.severity === 'missing',
        )?.sentence;
  return (
    <>
      <ClaimForm draft={draft} problemOf={problemOf} {...form} />
      <ReadinessPart unmet={draft.unmet} onGo={goTo} />
      <div className="stack">
        <Result result={result} />
        <div className="actions">
          <Button kind="main" className="draft-finish" onClick={() => void onFinish().then(goTo)}>
            {m.desk_finish()}
          </Button>
          <Button kind="danger" onClick={onDelete}>
            {m.desk_delete()}
          </Button>
        </div>
      </div>
    </>
  );
}

/** What stands in a draft's place when there is none. */
export function DraftMissing({
  heading = m.desk_none(),
  help = m.desk_none_help(),
}: {
  heading?: string;
  help?: string;
}) {
  return (
    <Empty title={<h1>{heading}</h1>}>
      <p className="soft">{help}</p>
    </Empty>
  );
}
