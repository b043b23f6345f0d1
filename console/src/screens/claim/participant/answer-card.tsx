import {
  ADDED_FILE_HEAD,
  ADDED_FILE_LIMIT,
  ADDED_FILE_TYPES,
  type AddedFile,
  addedFileType,
  type ClaimAnswer,
  type ClaimDetail,
  claimStanding,
  MAX_ANSWER_FILES,
  REVIEW_TEXT_LIMIT,
} from '@marketsafe/contract';
import { Button, Card, Field, FieldGroup, FileButton, useAnnounce } from '@marketsafe/looks';
import { askCauseName, formatBytes, m, wantedList } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { send } from '../../../api/client.ts';
import { claimQuery } from '../../../api/queries.ts';
import { hashOf, upload } from '../../../api/upload.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { HelpedText } from '../../../components/helped-text.tsx';

interface Chosen {
  added: AddedFile;
  bytes: File;
}

/** A chosen file as a claim names it; null where it is nothing that can be added. */
async function chosenOf(file: File): Promise<Chosen | null> {
  const type = addedFileType(new Uint8Array(await file.slice(0, ADDED_FILE_HEAD).arrayBuffer()));
  if (type === undefined || file.size > ADDED_FILE_LIMIT) return null;
  const sha256 = await hashOf(file);
  return { added: { name: file.name.slice(0, 200), sha256, bytes: file.size, type }, bytes: file };
}

/** What staff want to know, and the answer: words and files. A new capture is the extension's to make. */
export function AnswerCard({ claim }: { claim: ClaimDetail }) {
  const question = claim.questions.find(({ state }) => state === 'open');
  return question ? <Answer key={question.questionId} claim={claim} question={question} /> : null;
}

function Answer({ claim, question }: { claim: ClaimDetail; question: ClaimDetail['questions'][number] }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [empty, setEmpty] = useState(false);
  // One key an answer: whoever presses twice has answered once. What is changed is another answer.
  const key = useRef(crypto.randomUUID());
  const changed = () => {
    key.current = crypto.randomUUID();
  };
  const answer = useMutation({
    mutationFn: async () => {
      const { signal } = new AbortController();
      for (const { added, bytes } of files) await upload(added, bytes, signal);
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

  async function add(given: readonly File[]) {
    const read = await Promise.all(given.map(chosenOf));
    const fresh = read.flatMap((each) => (each ? [each] : []));
    changed();
    setRefused(given.filter((_, index) => read[index] === null).map(({ name }) => name));
    setFiles((before) => {
      const known = new Set(before.map(({ added }) => added.sha256));
      return [...before, ...fresh.filter(({ added }) => !known.has(added.sha256))].slice(0, MAX_ANSWER_FILES);
    });
  }

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
        <FieldGroup
          legend={m.inquiry_answer_files()}
          problem={
            refused.length > 0
              ? refused.map((name) => m.inquiry_answer_file_refused({ name })).join(' ')
              : null
          }
        >
          <p className="soft small">
            {m.inquiry_answer_files_help({ limit: formatBytes(ADDED_FILE_LIMIT) })}
          </p>
          <ul className="plain">
            {files.map(({ added }) => (
              <li key={added.sha256} className="line">
                <bdi>{added.name}</bdi>
                <span className="soft small">{formatBytes(added.bytes)}</span>
                <Button
                  kind="link"
                  onClick={() => {
                    changed();
                    setFiles(files.filter((each) => each.added.sha256 !== added.sha256));
                  }}
                >
                  {m.inquiry_answer_remove({ name: added.name })}
                </Button>
              </li>
            ))}
          </ul>
          <FileButton accept={ADDED_FILE_TYPES.join(',')} multiple onFiles={(given) => void add(given)}>
            {m.inquiry_answer_add_files()}
          </FileButton>
        </FieldGroup>
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
