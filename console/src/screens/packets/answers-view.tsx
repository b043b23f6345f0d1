import { ANSWER_OUTCOMES, type MarketplaceAnswer, type PacketDetail } from '@marketsafe/contract';
import { Card, Loading, Table } from '@marketsafe/looks';
import {
  answerCauseName,
  answerOutcomeName,
  formatClock,
  formatNumber,
  formatSeries,
  m,
  stateName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { packetAnswersQuery } from '../../api/answer-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** What the marketplace said of a packet's links: how many of which, each with what it came to, and the files that it came by. */
export function AnswersView({ detail }: { detail: PacketDetail }) {
  const { packetId } = detail.packet;
  const { data, error, refetch } = useQuery(packetAnswersQuery(packetId));
  if (!data && error) return <FailureNotice error={error} onRetry={() => refetch()} />;
  if (!data) return <Loading>{m.answers_packet_loading()}</Loading>;
  const { answers, imports } = data;
  const last = lastOf(answers);
  const left = detail.disclosed.links.length - last.size;
  return (
    <>
      <p>{countsOf([...last.values()], left)}</p>
      {answers.length > 0 && (
        <Table
          framed
          caption={m.answers_packet_caption()}
          captionHidden
          rows={answers}
          keyOf={({ answerId }) => answerId}
          columns={[
            {
              key: 'link',
              heading: m.answers_packet_link(),
              kind: 'header',
              cell: ({ position }) => (
                <>
                  {m.packets_link_number({ number: position + 1 })}{' '}
                  <span className="soft small number">{detail.disclosed.links[position]?.claim}</span>
                </>
              ),
            },
            { key: 'answer', heading: m.answers_column_outcome(), cell: (one) => <Said answer={one} /> },
            {
              key: 'becomes',
              heading: m.answers_becomes(),
              cell: (one) => <Effect answer={one} isLast={last.get(one.position) === one} />,
            },
            {
              key: 'through',
              heading: m.answers_packet_through(),
              cell: ({ through, from, at }) => (
                <>
                  {through === 'desk'
                    ? m.answers_packet_desk()
                    : m.answers_packet_line({ line: from?.line ?? 0, name: nameOf(from?.importId) })}
                  <br />
                  <span className="soft small">
                    <TimeText utc={at} />
                  </span>
                </>
              ),
            },
          ]}
        />
      )}
      {imports.length > 0 && (
        <Card title={m.answers_files()}>
          <ul className="plain">
            {imports.map(({ importId, name, at, by, lines, left: unmatched, undone }) => (
              <li key={importId}>
                <Link to="/answers">
                  <bdi>{name}</bdi>
                </Link>{' '}
                <span className="soft small">
                  {m.answers_kept_at({ time: formatClock(at), name: by })} ·{' '}
                  {undone
                    ? m.answers_state_undone()
                    : m.answers_packet_unmatched({
                        lines: formatNumber(lines),
                        left: formatNumber(unmatched),
                      })}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );

  function nameOf(importId: string | undefined): string {
    return imports.find((one) => one.importId === importId)?.name ?? '';
  }
}

/** The answer that holds of each link: the newest that was not taken back. */
function lastOf(answers: readonly MarketplaceAnswer[]): Map<number, MarketplaceAnswer> {
  const last = new Map<number, MarketplaceAnswer>();
  for (const answer of answers) {
    if (!answer.undone && !last.has(answer.position)) last.set(answer.position, answer);
  }
  return last;
}

function countsOf(last: readonly MarketplaceAnswer[], left: number): string {
  const said = ANSWER_OUTCOMES.flatMap((outcome) => {
    const count = last.filter((one) => one.outcome === outcome).length;
    if (count === 0) return [];
    return m.answers_count_outcome({ outcome: answerOutcomeName(outcome), count: formatNumber(count) });
  });
  const open = m.answers_packet_open({ count: formatNumber(left) });
  return formatSeries(left > 0 || said.length === 0 ? [...said, open] : said);
}

function Said({ answer: { outcome, cause, words } }: { answer: MarketplaceAnswer }) {
  return (
    <>
      {cause === null ? answerOutcomeName(outcome) : answerCauseName(cause)}
      {words !== '' && (
        <>
          <br />
          <bdi className="soft small">{words}</bdi>
        </>
      )}
    </>
  );
}

/** What an answer came to, claim by claim: one that was withdrawn or has gone on is moved by none. */
function Effect({ answer, isLast }: { answer: MarketplaceAnswer; isLast: boolean }) {
  if (answer.undone) return m.answers_state_undone();
  return (
    <ul className="plain small">
      {answer.claims.map(({ number, state, moved }) => (
        <li key={number}>
          {moved
            ? isLast
              ? m.answers_packet_moved({ number, state: stateName(state) })
              : m.answers_packet_moved_then({ number })
            : state === 'withdrawn'
              ? m.answers_packet_withdrawn({ number })
              : m.answers_packet_stayed({ number, state: stateName(state) })}
        </li>
      ))}
      {answer.claims.length === 0 && <li>{m.answers_line_left_packet()}</li>}
    </ul>
  );
}
