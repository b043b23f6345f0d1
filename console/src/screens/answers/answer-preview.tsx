import {
  ANSWER_COLUMNS,
  ANSWER_OUTCOMES,
  type AnswerColumn,
  type AnswerOutcome,
  type AnswerPreview,
  type AnswerReading,
} from '@marketsafe/contract';
import { Card, Notice, Table } from '@marketsafe/looks';
import {
  answerColumnName,
  answerOutcomeName,
  formatClock,
  formatNumber,
  formatSeries,
  m,
} from '@marketsafe/words';
import { ChooseCode } from '../../components/choose-code.tsx';
import { AnswerLines } from './answer-lines.tsx';

/** What a file of answers comes to: counts, which column means what, words without a meaning, and every line that is not taken. */
export function AnswerPreviewPart(props: {
  name: string;
  preview: AnswerPreview;
  reading: AnswerReading;
  onRead: (change: Partial<AnswerReading>) => void;
}) {
  const { name, preview, reading, onRead } = props;
  const { lines, matched, claims, outcomes, columns, unclear, unmatched, sample, keptAt } = preview;
  const said = ANSWER_OUTCOMES.filter((outcome) => outcomes[outcome] > 0).map((outcome) =>
    m.answers_count_outcome({ outcome: answerOutcomeName(outcome), count: formatNumber(outcomes[outcome]) }),
  );
  const left = lines - matched;
  return (
    <>
      <Notice tone={left > 0 || keptAt !== null ? 'warn' : 'good'} urgency="status">
        <p>
          {m.answers_result({
            ...{ name, lines: formatNumber(lines), matched: formatNumber(matched) },
            claims: formatNumber(claims),
          })}
        </p>
        {said.length > 0 && <p>{formatSeries(said)}</p>}
        {left > 0 && <p>{m.answers_left({ count: formatNumber(left) })}</p>}
        {keptAt !== null && <p>{m.answers_kept_before({ time: formatClock(keptAt) })}</p>}
      </Notice>
      {unclear.length > 0 && (
        <Card title={m.answers_unclear()}>
          <p>{m.answers_unclear_about()}</p>
          <Table
            caption={m.answers_unclear()}
            captionHidden
            rows={unclear}
            keyOf={({ words }) => words}
            columns={[
              {
                key: 'words',
                heading: m.answers_column_words(),
                kind: 'header',
                cell: ({ words }) => <bdi>{words}</bdi>,
              },
              { key: 'lines', heading: m.answers_lines(), cell: (one) => formatNumber(one.lines) },
              {
                key: 'means',
                heading: m.answers_means(),
                cell: ({ words }) => (
                  <ChooseCode<AnswerOutcome>
                    label={m.answers_means_of({ words })}
                    none={m.answers_means_nothing()}
                    codes={ANSWER_OUTCOMES}
                    nameOf={answerOutcomeName}
                    value={reading.meanings?.[words] ?? null}
                    onChange={(outcome) => {
                      const { [words]: _, ...others } = reading.meanings ?? {};
                      onRead({ meanings: outcome === null ? others : { ...others, [words]: outcome } });
                    }}
                  />
                ),
              },
            ]}
          />
        </Card>
      )}
      <Card title={m.answers_columns()}>
        <Table
          caption={m.answers_columns()}
          captionHidden
          rows={columns.map((column, index) => ({ ...column, index }))}
          keyOf={({ index }) => String(index)}
          columns={[
            {
              key: 'heading',
              heading: m.answers_column(),
              kind: 'header',
              cell: ({ heading, index }) => (
                <bdi>{heading || m.answers_column_number({ number: index + 1 })}</bdi>
              ),
            },
            {
              key: 'examples',
              heading: m.answers_examples(),
              cell: ({ examples }) => <bdi className="answers-cell">{examples.join(' · ')}</bdi>,
            },
            {
              key: 'means',
              heading: m.answers_means(),
              cell: ({ means, heading, index }) => (
                <ChooseCode<AnswerColumn>
                  label={m.answers_means_of({
                    words: heading || m.answers_column_number({ number: index + 1 }),
                  })}
                  codes={ANSWER_COLUMNS}
                  nameOf={answerColumnName}
                  value={means}
                  onChange={(chosen) =>
                    onRead({
                      columns: columns.map((column, other) =>
                        other === index && chosen !== null ? chosen : column.means,
                      ),
                    })
                  }
                />
              ),
            },
          ]}
        />
      </Card>
      {unmatched.length > 0 && <AnswerLines title={m.answers_unmatched()} lines={unmatched} />}
      {sample.length > 0 && <AnswerLines title={m.answers_sample()} lines={sample} />}
    </>
  );
}
