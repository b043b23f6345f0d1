import {
  ANSWER_OUTCOMES,
  type AnswerPreview,
  type AnswerReading,
  answerKept,
  answerPreview,
  IMPORT_TYPES,
  MARKETPLACE_IDS,
  MOST_ANSWER_BYTES,
} from '@marketsafe/contract';
import { Button, Field, FieldGroup, FileButton, Notice, useAnnounce } from '@marketsafe/looks';
import { answerOutcomeName, formatBytes, formatNumber, m, marketplaceName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ANSWERS } from '../../api/answer-queries.ts';
import { base64Of } from '../../api/base64.ts';
import { order } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { AnswerPreviewPart } from './answer-preview.tsx';
import './answers.css';
import { KeptFiles } from './kept-files.tsx';

const PATIENCE_MS = 120_000;

/** What is to be looked at. */
interface Given {
  name: string;
  bytes: Blob;
  reading: AnswerReading;
}

async function hand(path: string, body: object): Promise<unknown> {
  return (await order(path, body, AbortSignal.timeout(PATIENCE_MS))).json();
}

/** What the marketplace sent, as a file or pasted: first what it comes to, line by line, then all of it at once. */
export function AnswersScreen() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [marketplace, setMarketplace] = useState<AnswerReading['marketplace'] | ''>('');
  const [pasted, setPasted] = useState('');
  const [given, setGiven] = useState<Given | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [missing, setMissing] = useState<'marketplace' | 'list' | null>(null);
  const look = useMutation({
    mutationFn: async ({ bytes, reading }: Given): Promise<AnswerPreview> => {
      const read = answerPreview.safeParse(
        await hand(`${ANSWERS}/preview`, { reading, content: await base64Of(bytes) }),
      );
      if (!read.success) throw new ApiFailure('garbled', { status: 200 });
      return read.data;
    },
  });
  const keep = useMutation({
    mutationFn: async ({ name, bytes, reading, expected }: Given & { expected: number }) =>
      answerKept.parse(
        await hand(`${ANSWERS}/imports`, { name, reading, expected, content: await base64Of(bytes) }),
      ),
    onSuccess: async () => {
      setGiven(null);
      look.reset();
      setPasted('');
      announce(m.answers_kept());
      await client.invalidateQueries({ queryKey: ['answers'] });
    },
  });

  function take(name: string, bytes: Blob) {
    setMissing(marketplace === '' ? 'marketplace' : bytes.size < 2 ? 'list' : null);
    if (marketplace === '' || bytes.size < 2) return;
    keep.reset();
    setTooLarge(bytes.size > MOST_ANSWER_BYTES);
    if (bytes.size > MOST_ANSWER_BYTES) return;
    const next = { name, bytes, reading: { marketplace } };
    setGiven(next);
    look.mutate(next);
  }
  function read(change: Partial<AnswerReading>) {
    if (!given) return;
    const next = { ...given, reading: { ...given.reading, ...change } };
    setGiven(next);
    look.mutate(next);
  }
  const files = (found: FileList | readonly File[]) => {
    const [file] = found;
    if (file) take(file.name, file);
  };
  return (
    <>
      <PageHeading title={m.answers_title()} />
      <p>{m.answers_about()}</p>
      <FieldGroup
        legend={m.answers_bring()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          files(event.dataTransfer.files);
        }}
      >
        <div className="stack">
          <Field
            label={m.answers_marketplace()}
            problem={missing === 'marketplace' ? m.answers_marketplace_choose() : null}
          >
            {(control) => (
              <select
                {...control}
                value={marketplace}
                onChange={(event) => {
                  setMarketplace(MARKETPLACE_IDS.find((id) => id === event.target.value) ?? '');
                  setGiven(null);
                  look.reset();
                }}
              >
                <option value="">{m.answers_none_chosen()}</option>
                {MARKETPLACE_IDS.map((id) => (
                  <option key={id} value={id}>
                    {marketplaceName(id)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label={m.answers_paste()}
            help={m.answers_paste_help()}
            problem={missing === 'list' ? m.answers_paste_missing() : null}
          >
            {(control) => (
              <textarea
                {...control}
                rows={5}
                value={pasted}
                className="answers-paste"
                onChange={(event) => setPasted(event.target.value)}
              />
            )}
          </Field>
          <div className="actions">
            <Button
              kind="main"
              onClick={() => take(m.answers_pasted_name(), new Blob([`${pasted.trim()}\n`]))}
            >
              {m.answers_look()}
            </Button>
            <FileButton accept={`.csv,.tsv,.txt,.xlsx,${IMPORT_TYPES.join(',')}`} onFiles={files}>
              {m.answers_choose()}
            </FileButton>
          </div>
        </div>
      </FieldGroup>
      {tooLarge && (
        <Notice tone="bad">{m.answers_too_large({ maximum: formatBytes(MOST_ANSWER_BYTES) })}</Notice>
      )}
      {look.isPending && <p role="status">{m.answers_looking()}</p>}
      {look.error && <FailureNotice error={look.error} />}
      {keep.error && <FailureNotice error={keep.error} />}
      {keep.isSuccess && (
        <Notice tone="good" urgency="status">
          {m.answers_kept()}
        </Notice>
      )}
      {given && look.data && (
        <>
          <Field label={m.answers_all()} help={m.answers_all_help()}>
            {(control) => (
              <select
                {...control}
                value={given.reading.all ?? ''}
                onChange={(event) =>
                  read({ all: ANSWER_OUTCOMES.find((outcome) => outcome === event.target.value) })
                }
              >
                <option value="">{m.answers_all_none()}</option>
                {ANSWER_OUTCOMES.map((outcome) => (
                  <option key={outcome} value={outcome}>
                    {answerOutcomeName(outcome)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <AnswerPreviewPart name={given.name} preview={look.data} reading={given.reading} onRead={read} />
          {look.data.matched > 0 && look.data.keptAt === null && (
            <div className="actions">
              <Button
                kind="main"
                busy={keep.isPending}
                onClick={() => keep.mutate({ ...given, expected: look.data.matched })}
              >
                {m.answers_keep({ count: formatNumber(look.data.matched) })}
              </Button>
            </div>
          )}
        </>
      )}
      <KeptFiles />
    </>
  );
}
