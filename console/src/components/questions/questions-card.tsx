import type { ClaimQuestion } from '@marketsafe/contract';
import { Badge, Card, Fold, type Tone } from '@marketsafe/looks';
import { askCauseName, captureName, formatBytes, m, wantedList } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { HelpedText } from '../helped-text.tsx';
import { TimeText } from '../time-text.tsx';

const STATES = {
  open: [m.inquiry_open, 'warn'],
  answered: [m.inquiry_answered, 'good'],
  closed: [m.inquiry_closed, 'quiet'],
} as const satisfies Record<ClaimQuestion['state'], readonly [unknown, Tone]>;

type Capture = NonNullable<ClaimQuestion['answer']>['evidence'][number];

/** What staff asked and what was answered, round by round. `fileUrl`: where a file of an answer is; `capture` draws one. */
export function QuestionsCard(props: {
  questions: readonly ClaimQuestion[];
  fileUrl: (sha256: string) => string;
  capture: (capture: Capture, position: { index: number; count: number }) => ReactNode;
}) {
  const { questions, fileUrl, capture } = props;
  if (questions.length === 0) return null;
  return (
    <Card title={m.inquiry_rounds()}>
      <ol className="plain stack">
        {questions.map((question) => {
          const [stateName, tone] = STATES[question.state];
          return (
            <li key={question.questionId} className="stack-small">
              <p className="line">
                <strong>{askCauseName(question.cause)}</strong>
                <Badge tone={tone}>{stateName()}</Badge>
              </p>
              <p className="soft small">
                {m.inquiry_asked_by({ name: question.by })} · <TimeText utc={question.askedAt} /> ·{' '}
                {m.inquiry_wanted({ wanted: wantedList(question.wanted) })}
              </p>
              {question.text !== '' && <HelpedText text={question.text} />}
              {question.answer && <Answer answer={question.answer} fileUrl={fileUrl} capture={capture} />}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function Answer(props: {
  answer: NonNullable<ClaimQuestion['answer']>;
  fileUrl: (sha256: string) => string;
  capture: (capture: Capture, position: { index: number; count: number }) => ReactNode;
}) {
  const { answer, fileUrl, capture } = props;
  const count = answer.evidence.length;
  return (
    <div className="answer stack-small">
      <p className="soft small">
        {m.inquiry_answered_by({ name: answer.by })} · <TimeText utc={answer.answeredAt} />
      </p>
      {answer.text !== '' && <HelpedText text={answer.text} />}
      {answer.files.length > 0 && (
        <ul className="added-files">
          {answer.files.map((file) => (
            <li key={file.sha256}>
              <a href={fileUrl(file.sha256)} target="_blank" rel="noreferrer noopener">
                {file.type.startsWith('image/') && <img loading="lazy" src={fileUrl(file.sha256)} alt="" />}
                <bdi>{file.name}</bdi>
              </a>{' '}
              <span className="soft small">{formatBytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      {answer.evidence.map((item, index) => (
        <Fold
          key={item.captureId}
          summary={count === 1 ? m.evidence_capture_only() : captureName(index + 1, count)}
        >
          {capture(item, { index, count })}
        </Fold>
      ))}
    </div>
  );
}
