import { type AskedFiles, REVIEW_TEXT_LIMIT } from '@marketsafe/contract';
import { Button, ButtonLink, Card, Field, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { otherLanguage, TranslationHelp } from '../translation/TranslationHelp.tsx';
import { AskedFilesField } from './AskedFilesField.tsx';
import type { AskedEdits, PictureUrls } from './types.ts';

/** What the program wants to know of a report, in words, and the answer as far as it is written. */
export interface Inquiry {
  questionId: string;
  cause: string;
  by: string;
  wanted: string;
  /** In the asker's own words; empty where the cause says it all. */
  text: string;
  wantsCapture: boolean;
  reply: {
    text: string;
    files: AskedFiles;
    captures: readonly { captureId: string; at: string }[];
  };
  /** What becomes of the answer; null while it is written. `problem`: why the program did not take it. */
  sent: { problem: string | null } | null;
}

export interface InquiryEdits extends Pick<AskedEdits, 'onAttach' | 'onDetach'> {
  onWrite: (text: string) => void;
  onDrop: (captureId: string) => void;
  /** Sends the answer; false where there is nothing in it. */
  onSend: () => Promise<boolean>;
  /** Opens an answer again that the program did not take. */
  onChange: () => void;
  onAgain: () => void;
}

interface InquiryPartProps extends InquiryEdits {
  inquiry: Inquiry;
  urls: PictureUrls;
  /** Address of the listing. */
  url: string;
  evidenceUrl: (captureId: string) => string;
}

/** The program's question about a report, and the answer: words, files, new captures. */
export function InquiryPart(props: InquiryPartProps) {
  const { inquiry } = props;
  return (
    <Card title={m.inquiry_title()}>
      <p>
        <strong>{inquiry.cause}</strong>
        <br />
        <span className="soft small">
          {m.inquiry_asked_by({ name: inquiry.by })} · {m.inquiry_wanted({ wanted: inquiry.wanted })}
        </span>
      </p>
      {inquiry.text !== '' && (
        <>
          <p className="said" dir="auto">
            {inquiry.text}
          </p>
          <TranslationHelp text={inquiry.text} what={m.translation_said()} />
        </>
      )}
      {inquiry.sent === null ? (
        <Answer key={inquiry.questionId} {...props} />
      ) : inquiry.sent.problem === null ? (
        <Notice tone="info" urgency="status">
          {m.inquiry_answer_on_its_way()}
        </Notice>
      ) : (
        <Notice
          tone="bad"
          urgency="alert"
          actions={
            <>
              <Button onClick={props.onChange}>{m.inquiry_answer_change()}</Button>
              <Button onClick={props.onAgain}>{m.inquiry_answer_again()}</Button>
            </>
          }
        >
          {m.inquiry_answer_parked({ problem: inquiry.sent.problem })}
        </Notice>
      )}
    </Card>
  );
}

function Answer({ inquiry, urls, url, evidenceUrl, ...edits }: InquiryPartProps) {
  const { reply, wantsCapture } = inquiry;
  const [text, setText] = useState(reply.text);
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState(false);
  const pressed = useRef(false);
  const nothing = text.trim() === '' && reply.files.files.length + reply.captures.length === 0;
  const send = async () => {
    // A second press while the copies are made is the same answer.
    if (pressed.current) return;
    pressed.current = true;
    setBusy(true);
    try {
      setEmpty(!(await edits.onSend()));
    } finally {
      pressed.current = false;
      setBusy(false);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={m.inquiry_answer_text()}
        help={<p className="soft">{m.inquiry_answer_text_help()}</p>}
        problem={empty && nothing ? m.inquiry_answer_empty() : null}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            maxLength={REVIEW_TEXT_LIMIT}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              edits.onWrite(event.target.value);
            }}
          />
        )}
      </Field>
      <TranslationHelp
        text={text}
        what={m.inquiry_answer_text()}
        target={otherLanguage(text)}
        onTake={(translated) => {
          // Both stay: what a person wrote is theirs.
          const both = `${text.trim()}\n\n${translated}`.slice(0, REVIEW_TEXT_LIMIT);
          setText(both);
          edits.onWrite(both);
        }}
      />
      {(wantsCapture || reply.captures.length > 0) && (
        <div className="stack-small">
          <h3>{m.inquiry_answer_captures()}</h3>
          <p className="soft small">{m.inquiry_answer_capture_help()}</p>
          <ul className="plain">
            {reply.captures.map(({ captureId, at }) => (
              <li key={captureId} className="line">
                <a href={evidenceUrl(captureId)} target="_blank" rel="noreferrer">
                  {m.inquiry_answer_capture_at({ time: at })}
                </a>
                <Button kind="link" onClick={() => edits.onDrop(captureId)}>
                  {m.inquiry_answer_remove({ name: at })}
                </Button>
              </li>
            ))}
          </ul>
          <div className="actions">
            <ButtonLink size="small" href={url}>
              {m.inquiry_answer_capture_open()}
            </ButtonLink>
          </div>
        </div>
      )}
      <AskedFilesField
        field={reply.files}
        id="inquiry-files"
        problem={undefined}
        urls={urls}
        takesAll
        onAttach={edits.onAttach}
        onDetach={edits.onDetach}
      />
      <div className="actions">
        <Button type="submit" kind="main" busy={busy}>
          {m.inquiry_answer_send()}
        </Button>
      </div>
    </form>
  );
}
