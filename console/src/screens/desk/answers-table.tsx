import type {
  AnswerSaid,
  DeskAnswer,
  DeskCounter,
  DeskPacketDetail,
  DisclosedLink,
} from '@marketsafe/contract';
import { Badge, Table } from '@marketsafe/looks';
import { answerCauseName, answerOutcomeName, formatDay, m } from '@marketsafe/words';
import { HttpsLink } from '../../components/https-link.tsx';
import type { DraftAnswers } from './use-draft-answers.ts';

interface Row {
  position: number;
  link: DisclosedLink;
}

/** Links of a packet, each with what was answered, what is about to be, and what its seller said. */
export function AnswersTable(props: {
  detail: DeskPacketDetail;
  given: readonly DeskAnswer[];
  counters: readonly DeskCounter[];
  drafts: DraftAnswers;
  chosen: ReadonlySet<number>;
  onChoose: (position: number) => void;
}) {
  const { detail, given, counters, drafts, chosen, onChoose } = props;
  const { links } = detail.disclosed;
  const last = new Map(given.map((answer) => [answer.position, answer]));
  const noticesOf = Map.groupBy(counters, ({ position }) => position);
  const isTaken = (position: number) => detail.withdrawn.includes(position);
  return (
    <Table<Row>
      framed
      caption={m.portal_caption()}
      captionHidden
      rows={links.map((link, position) => ({ link, position }))}
      part={{ above: 0, below: 0, first: 0, count: links.length, measure: () => undefined }}
      keyOf={({ position }) => String(position)}
      columns={[
        {
          key: 'choose',
          heading: m.portal_choose(),
          kind: 'choose',
          cell: ({ position, link }) => (
            <input
              type="checkbox"
              data-row-link
              aria-label={m.portal_choose_one({ number: link.claim })}
              disabled={isTaken(position)}
              checked={chosen.has(position)}
              onChange={() => onChoose(position)}
            />
          ),
        },
        {
          key: 'link',
          heading: m.packets_column_claim(),
          kind: 'header',
          cell: ({ position, link }) => (
            <>
              {m.packets_link_number({ number: position + 1 })}{' '}
              <span className="number small">{link.claim}</span>
            </>
          ),
        },
        {
          key: 'listing',
          heading: m.packets_column_item(),
          cell: ({ link }) => (
            <>
              <HttpsLink address={link.canonicalUrl}>{link.itemId}</HttpsLink>
              {link.title !== undefined && (
                <>
                  <br />
                  <bdi className="soft small">{link.title}</bdi>
                </>
              )}
            </>
          ),
        },
        {
          key: 'given',
          heading: m.portal_given(),
          cell: ({ position }) => {
            const answer = last.get(position);
            const notices = noticesOf.get(position)?.length ?? 0;
            return (
              <>
                {isTaken(position) && <Badge tone="quiet">{m.packets_link_withdrawn()}</Badge>}
                {answer && <Said said={answer} on={formatDay(answer.on)} />}
                {notices > 0 && <p className="small">{m.portal_notices({ count: notices })}</p>}
              </>
            );
          },
        },
        {
          key: 'new',
          heading: m.portal_new(),
          cell: ({ position }) => {
            const said = drafts.get(position);
            return said ? <Said said={said} /> : null;
          },
        },
      ]}
    />
  );
}

function Said({ said, on }: { said: AnswerSaid; on?: string }) {
  const { outcome, cause, words } = said;
  return (
    <>
      <strong>{cause === null ? answerOutcomeName(outcome) : answerCauseName(cause)}</strong>
      {on !== undefined && <span className="soft small"> {on}</span>}
      {words !== '' && (
        <>
          <br />
          <bdi className="soft small">{words}</bdi>
        </>
      )}
    </>
  );
}
