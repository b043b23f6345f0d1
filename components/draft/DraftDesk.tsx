import { Button, Empty, Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { HoldPart, type HoldPartProps } from '../hold/HoldPart.tsx';
import type { QueueAction } from '../queue/queue-item.ts';
import { type Translating, TranslatingContext } from '../translation/translating.ts';
import { AttachmentsPart } from './AttachmentsPart.tsx';
import { ClaimForm, type ClaimFormProps } from './ClaimForm.tsx';
import { DeskFoot } from './DeskFoot.tsx';
import { DraftHead } from './DraftHead.tsx';
import { EvidencePart } from './EvidencePart.tsx';
import { FactsPart } from './FactsPart.tsx';
import { focusOn } from './focus-on.ts';
import { type InquiryEdits, InquiryPart } from './InquiryPart.tsx';
import { PreviewButton, type PreviewButtonProps } from './PreviewButton.tsx';
import { ReportPart } from './ReportPart.tsx';
import type { Draft, OnCorrect, Save } from './types.ts';
import { firstPlace, useDeskKeys } from './use-desk-keys.ts';
import { WithdrawPart, type WithdrawPartProps } from './WithdrawPart.tsx';

export interface DraftDeskProps extends Omit<ClaimFormProps, 'draft' | 'problemOf'> {
  /** Undefined while it is being read, null when there is none of that id. */
  draft: Draft | null | undefined;
  save: Save;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  settingsUrl: string;
  /** Address of a capture's own screen. */
  evidenceUrl: (captureId: string) => string;
  /** What the draft's marketplace asks for. */
  procedurePart: ReactNode;
  /** Export of this draft or report as a package. */
  packagePart: ReactNode;
  /** Finishes, or gives the id of the field that keeps the draft from being ready. */
  onFinish: () => Promise<string | null>;
  onDelete: () => void;
  onReportAction: (action: QueueAction) => void;
  holding: Omit<HoldPartProps, 'hold'>;
  inquiring: InquiryEdits;
  withdrawing: WithdrawPartProps;
  onCorrect: OnCorrect;
  onPreview: PreviewButtonProps['onPreview'];
}

/** The focus begins in the first open field, and goes along when the form gives way to the report or the other way round. */
function useFocusAlong(draft: Draft | null | undefined): void {
  const before = useRef<boolean | undefined>(undefined);
  useEffect(() => {
    const isReport = draft ? draft.report !== null : undefined;
    if (draft && isReport !== before.current) {
      if (!isReport) focusOn(before.current === undefined ? firstPlace(draft) : 'claim-form-title');
      else if (before.current !== undefined) focusOn('report-title');
    }
    before.current = isReport ?? before.current;
  }, [draft]);
}

/** One draft from its evidence to "Finish", or the report it became. */
export function DraftDesk({ translating, ...props }: DraftDeskProps & { translating: Translating }) {
  return (
    <TranslatingContext value={translating}>
      <Desk {...props} />
    </TranslatingContext>
  );
}

function Desk(props: DraftDeskProps) {
  const { draft } = props;
  useFocusAlong(draft);
  if (draft === undefined) return <Loading>{m.desk_loading()}</Loading>;
  if (draft === null) return <DraftMissing heading={m.desk_unknown()} help={m.desk_unknown_help()} />;
  const head = <DraftHead draft={draft} urls={props.urls} save={props.save} />;
  const rest = (
    <>
      <EvidencePart
        captures={draft.captures}
        urls={props.urls}
        itemId={draft.itemId}
        settingsUrl={props.settingsUrl}
        evidenceUrl={props.evidenceUrl}
        open={draft.report === null}
      />
      <FactsPart
        facts={draft.facts}
        readingOff={draft.readingOff}
        corrections={draft.corrections}
        onCorrect={draft.report ? null : props.onCorrect}
      />
      {!draft.report && (
        <AttachmentsPart
          attachments={draft.attachments}
          urls={props.urls}
          onAttach={props.onAttach}
          onDetach={props.onDetach}
        />
      )}
      {draft.withdrawal && <WithdrawPart withdrawal={draft.withdrawal} {...props.withdrawing} />}
      <HoldPart hold={draft.hold} {...props.holding} />
      {props.packagePart}
    </>
  );
  return (
    <article className="stack desk">
      {draft.report ? (
        <>
          {head}
          <Result result={props.result} />
          {draft.inquiry && (
            <InquiryPart
              inquiry={draft.inquiry}
              urls={props.urls}
              url={draft.url}
              evidenceUrl={props.evidenceUrl}
              {...props.inquiring}
            />
          )}
          <ReportPart draft={draft} report={draft.report} onAction={props.onReportAction} />
          {rest}
        </>
      ) : (
        <OpenDraft {...props} draft={draft} head={head} rest={rest} />
      )}
    </article>
  );
}

function OpenDraft({
  draft,
  head,
  rest,
  save,
  result,
  onFinish,
  onDelete,
  onCorrect: _,
  inquiring: _i,
  withdrawing: _w,
  onPreview,
  procedurePart,
  ...form
}: DraftDeskProps & { draft: Draft; head: ReactNode; rest: ReactNode }) {
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const goTo = (fieldId: string | null) => {
    setPointedAt(fieldId);
    if (fieldId !== null) focusOn(fieldId);
  };
  const finish = () => void onFinish().then(goTo);
  useDeskKeys(draft, focusOn, finish);
  const problemOf = (fieldId: string) =>
    save.state === 'failed' && save.fieldIds.includes(fieldId)
      ? save.sentence
      : draft.unmet.find(
          (item) => fieldId === pointedAt && item.fieldId === fieldId && item.severity === 'missing',
        )?.sentence;
  return (
    <>
      <div className="stack desk-body">
        {head}
        <ClaimForm draft={draft} problemOf={problemOf} {...form} />
        {procedurePart}
        {rest}
        <div className="actions">
          <Button kind="danger" onClick={onDelete}>
            {m.desk_delete()}
          </Button>
        </div>
      </div>
      <DeskFoot unmet={draft.unmet} result={result} onGo={goTo} onFinish={finish}>
        <PreviewButton onPreview={onPreview} />
      </DeskFoot>
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
