import {
  type ClaimAnswer,
  type ClaimDetail,
  claimStanding,
  MAX_ANSWER_FILES,
  REVIEW_TEXT_LIMIT,
} from '@marketsafe/contract';
import { Button, Card, Field, useAnnounce } from '@marketsafe/looks';
import { askCauseName, m, wantedList } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { send } from '../../../api/client.ts';
import { claimQuery } from '../../../api/queries.ts';
import { type ChosenFile, ChosenFiles, uploadChosen } from '../../../components/chosen-files.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { HelpedText } from '../../../components/helped-text.tsx';

/** What staff want to know, and the answer: words and files. A new capture is the extension's to make. */
export function AnswerCard({ claim }: { claim: ClaimDetail }) {
  const question = claim.questions.find(({ state }) => state === 'open');
  return question ? <Answer key={question.questionId} claim={claim} question={question} /> : null;
}

function Answer({ claim, question }: { claim: ClaimDetail; question: ClaimDetail['questions'][number] }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [empty, setEmpty] = useState(false);
  // One key an answer: whoever presses twice has answered once. What is changed is another answer.
  const key = useRef(crypto.randomUUID());
  const changed = () => {
    key.current = crypto.randomUUID();
  };
  const answer = useMutation({
    mutationFn: async () => {
      await uploadChosen(files);
      const body: ClaimAnswer = {
        questionId: question.questionId,
        text: text.trim(),
        files: files.map(({ added }) => added),
        evidence: [],
      };
      return send('POST', `/v1/claims/${claim.claimId}/answers`, body, claimStanding, {
        headers: { 'idempotency-key': key.current },
      });
    },
    onSuccess: async () => {
      announce(m.inquiry_answer_sent());
      await client.invalidateQueries(claimQuery(claim.claimId));
    },
  });

  return (
    <Card title={m.inquiry_title()}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const nothing = text.trim() === '' && files.length === 0;
          setEmpty(nothing);
          if (!nothing) answer.mutate();
        }}
      >
        <p>
          <strong>{askCauseName(question.cause)}</strong>
          <br />
          <span className="soft small">{m.inquiry_wanted({ wanted: wantedList(question.wanted) })}</span>
        </p>
        {question.text !== '' && <HelpedText text={question.text} />}
        {question.wanted.includes('capture') && <p className="small">{m.inquiry_answer_capture_console()}</p>}
        <Field
          label={m.inquiry_answer_text()}
          help={<p className="soft">{m.inquiry_answer_text_help()}</p>}
          problem={empty && text.trim() === '' && files.length === 0 ? m.inquiry_answer_empty() : null}
        >
          {(control) => (
            <textarea
              {...control}
              rows={4}
              maxLength={REVIEW_TEXT_LIMIT}
              value={text}
              onChange={(event) => {
                changed();
                setText(event.target.value);
              }}
            />
          )}
        </Field>
        <ChosenFiles
          files={files}
          most={MAX_ANSWER_FILES}
          onChange={(chosen) => {
            changed();
            setFiles(chosen);
          }}
        />
        {answer.error && <FailureNotice error={answer.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={answer.isPending}>
            {answer.isPending && files.length > 0 ? m.inquiry_answer_sending() : m.inquiry_answer_send()}
          </Button>
        </div>
      </form>
    </Card>
  );
}
