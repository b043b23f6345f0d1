import { judgeMeasure, judgeStanding, type StandingList, worseReading } from '@marketsafe/contract';
import { Badge, Card, Empty, Loading, Table } from '@marketsafe/looks';
import { formatDay, m, measureName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { standingListQuery } from '../../api/standing-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { shareText } from './meters.tsx';
import { SettingsCard } from './settings-card.tsx';

type Participant = StandingList['participants'][number];
type Settings = StandingList['settings'];
type Place = 'left' | 'risk' | 'ready' | 'unclear' | 'short';

/** All participants, those first about whom something is to be done. */
export function ParticipantsPart({ lead }: { lead: boolean }) {
  const { data, error, refetch } = useQuery(standingListQuery);
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => refetch()} />
    ) : (
      <Loading>{m.goodfaith_loading()}</Loading>
    );
  }
  return (
    <div className="stack">
      <p className="soft">
        {m.goodfaith_list_about({ from: formatDay(data.window.from), to: formatDay(data.window.to) })}
      </p>
      {data.participants.length === 0 ? (
        <Empty title={<h2>{m.goodfaith_list_none()}</h2>}>
          <p>{m.goodfaith_empty_help()}</p>
        </Empty>
      ) : (
        <ParticipantsTable list={data} />
      )}
      <SettingsCard settings={data.settings} history={data.history} lead={lead} />
    </div>
  );
}

/** Who is ready, and who would not be any more if what is pending failed. */
function placeOf({ overall, reasons, graduation }: Participant, settings: Settings): Place {
  if (graduation?.state === 'left') return 'left';
  const now = judgeStanding(
    overall.now,
    reasons.map((one) => one.now),
    settings,
  );
  if (now !== 'ready') return now;
  const then = judgeStanding(
    overall.ifPendingFails,
    reasons.map((one) => one.ifPendingFails),
    settings,
  );
  return then === 'ready' ? 'ready' : 'risk';
}

const PLACES = {
  risk: { name: m.goodfaith_list_risk, tone: 'warn' },
  ready: { name: m.goodfaith_list_ready, tone: 'good' },
  short: { name: m.goodfaith_list_short, tone: 'quiet' },
  unclear: { name: m.goodfaith_state_few, tone: 'quiet' },
  left: { name: m.goodfaith_list_left, tone: 'info' },
} as const;
const ORDER = Object.keys(PLACES) as Place[];

function ParticipantsTable({ list }: { list: StandingList }) {
  const { settings } = list;
  const waits = ({ graduation }: Participant) =>
    graduation?.state === 'asked' || graduation?.state === 'seconded';
  const rows = list.participants
    .map((participant) => ({ participant, place: placeOf(participant, settings) }))
    .sort(
      (one, other) =>
        Number(waits(other.participant)) - Number(waits(one.participant)) ||
        ORDER.indexOf(one.place) - ORDER.indexOf(other.place),
    );
  return (
    <Card title={m.goodfaith_back()}>
      <Table
        caption={m.goodfaith_back()}
        captionHidden
        rows={rows}
        keyOf={({ participant }) => participant.organisation.organisationId}
        columns={[
          {
            key: 'organisation',
            heading: m.goodfaith_party(),
            kind: 'header',
            cell: ({ participant: { organisation } }) => (
              <Link to="/standing/$organisationId" params={organisation}>
                {organisation.name}
              </Link>
            ),
          },
          {
            key: 'place',
            heading: m.goodfaith_column_state(),
            cell: ({ place, participant }) => (
              <>
                <Badge tone={PLACES[place].tone}>{PLACES[place].name()}</Badge>
                {waits(participant) && (
                  <>
                    {' '}
                    <Badge tone="info">{m.goodfaith_graduation()}</Badge>
                  </>
                )}
              </>
            ),
          },
          ...(['takedown', 'counters', 'volume'] as const).map((measure) => ({
            ...{ key: measure, heading: measureName(measure), kind: 'number' as const },
            cell: ({ participant }: { participant: Participant }) =>
              shareText(measure, worseReading(judgeMeasure(measure, participant.overall.now, settings))),
          })),
        ]}
      />
    </Card>
  );
}
