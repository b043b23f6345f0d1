import {
  ANSWER_OUTCOMES,
  type AnswerOutcome,
  type DeskFile,
  type DeskFilePreview,
  deskFilePreview,
  IMPORT_TYPES,
} from '@marketsafe/contract';
import { Button, Field, FileButton, Fold, Notice, Table } from '@marketsafe/looks';
import { answerLineSentence, answerOutcomeName, formatNumber, m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { base64Of } from '../../api/base64.ts';
import { send } from '../../api/client.ts';
import { deskAnswersPath } from '../../api/desk-queries.ts';
import { ChooseCode } from '../../components/choose-code.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** A list of the marketplace's own, pasted or as a file: what of it answers links of this packet is entered, and nothing is sent. */
export function DeskList(props: { packetId: string; onFound: (found: DeskFilePreview['found']) => void }) {
  const { packetId, onFound } = props;
  const [pasted, setPasted] = useState('');
  const [given, setGiven] = useState<{ bytes: Blob; reading: DeskFile['reading'] } | null>(null);
  const [taken, setTaken] = useState(false);
  const look = useMutation({
    mutationFn: async ({ bytes, reading }: { bytes: Blob; reading: DeskFile['reading'] }) =>
      send(
        'POST',
        `${deskAnswersPath(packetId)}/preview`,
        { reading, content: await base64Of(bytes) },
        deskFilePreview,
      ),
  });
  function take(bytes: Blob, reading: DeskFile['reading'] = {}) {
    setTaken(false);
    setGiven({ bytes, reading });
    look.mutate({ bytes, reading });
  }
  return (
    <Fold card summary={m.portal_list()}>
      <div className="stack">
        <Field label={m.answers_paste()} help={m.portal_list_help()}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
            />
          )}
        </Field>
        <div className="actions">
          <Button
            busy={look.isPending}
            onClick={() => pasted.trim() !== '' && take(new Blob([`${pasted.trim()}\n`]))}
          >
            {m.answers_look()}
          </Button>
          <FileButton
            accept={`.csv,.tsv,.txt,.xlsx,${IMPORT_TYPES.join(',')}`}
            onFiles={([file]) => file && take(file)}
          >
            {m.answers_choose()}
          </FileButton>
        </div>
        {look.error && <FailureNotice error={look.error} />}
        {look.data && given && (
          <Looked
            preview={look.data}
            reading={given.reading}
            taken={taken}
            onRead={(reading) => take(given.bytes, reading)}
            onTake={(found) => {
              onFound(found);
              setTaken(true);
            }}
          />
        )}
      </div>
    </Fold>
  );
}

function Looked(props: {
  preview: DeskFilePreview;
  reading: DeskFile['reading'];
  taken: boolean;
  onRead: (reading: DeskFile['reading']) => void;
  onTake: (found: DeskFilePreview['found']) => void;
}) {
  const { preview, reading, taken, onRead, onTake } = props;
  const { lines, found, left, unclear } = preview;
  const means = (words: string) => (outcome: AnswerOutcome | null) => {
    const { [words]: _, ...others } = reading.meanings ?? {};
    onRead({ ...reading, meanings: outcome === null ? others : { ...others, [words]: outcome } });
  };
  return (
    <>
      <Notice tone={left.length > 0 ? 'warn' : 'good'} urgency="status">
        {m.portal_list_found({ lines: formatNumber(lines), found: formatNumber(found.length) })}
      </Notice>
      {unclear.map(({ words }) => (
        <p key={words} className="line">
          <bdi>{words}</bdi>
          <ChooseCode
            label={m.answers_means_of({ words })}
            none={m.answers_means_nothing()}
            codes={ANSWER_OUTCOMES}
            nameOf={(outcome) => answerOutcomeName(outcome)}
            value={reading.meanings?.[words] ?? null}
            onChange={means(words)}
          />
        </p>
      ))}
      {left.length > 0 && (
        <Table
          caption={m.answers_unmatched()}
          rows={left}
          keyOf={({ line }) => String(line)}
          columns={[
            { key: 'line', heading: m.answers_line(), kind: 'header', cell: ({ line }) => line },
            {
              key: 'cells',
              heading: m.answers_as_it_came(),
              cell: ({ cells }) => <bdi>{cells.filter((cell) => cell !== '').join(' · ')}</bdi>,
            },
            {
              key: 'state',
              heading: m.answers_becomes(),
              cell: ({ state }) => answerLineSentence({ state, claimState: null }),
            },
          ]}
        />
      )}
      {found.length > 0 && !taken && (
        <div className="actions">
          <Button kind="main" onClick={() => onTake(found)}>
            {m.portal_list_take({ count: formatNumber(found.length) })}
          </Button>
        </div>
      )}
    </>
  );
}
