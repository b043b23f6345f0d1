import {
  type MandateDecision,
  type MandateDetail,
  mandateDetail,
  type StandingCounts,
  uuid,
} from '@marketsafe/contract';
import { Button, Card, Loading, Notice, Pair, Pairs, Table, useAnnounce } from '@marketsafe/looks';
import {
  authorityName,
  formatDay,
  formatNumber,
  formatSeries,
  m,
  placeName,
  powerName,
} from '@marketsafe/words';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { isNotFound } from '../../api/failure.ts';
import { MANDATES, mandateQuery, refreshMandates } from '../../api/mandate-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HelpedText } from '../../components/helped-text.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { MandateBadge } from './mandate-badge.tsx';
import { marketplacesOf, rightsOf } from './mandates-screen.tsx';

/** One mandate whole: what it covers, by which paper, how its claims have fared, and what can be done with it. */
export function MandateScreen({ mandateId }: { mandateId: string }) {
  const possible = uuid.safeParse(mandateId).success;
  const query = mandateQuery(mandateId);
  const { data, error, refetch } = useQuery(
    possible ? query : { queryKey: query.queryKey, queryFn: skipToken },
  );
  const absent = !possible || isNotFound(error);
  const mandate = absent ? undefined : data;
  return (
    <>
      <p>
        <Link to="/mandates">{m.mandates_all()}</Link>
      </p>
      <div className="title-row">
        <PageHeading
          title={
            mandate
              ? m.mandates_sides({ holder: mandate.holder.name, representative: mandate.representative.name })
              : m.mandates_title()
          }
        />
        {mandate && <MandateBadge state={mandate.state} />}
      </div>
      {absent && (
        <Notice tone="warn" title={m.mandates_problem_unknown()}>
          {m.mandates_problem_unknown_advice()}
        </Notice>
      )}
      {!absent && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !mandate && !error && <Loading>{m.mandates_loading()}</Loading>}
      {mandate && <Mandate mandate={mandate} />}
    </>
  );
}

function Mandate({ mandate }: { mandate: MandateDetail }) {
  const { mandateId, may, standing } = mandate;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [asked, setAsked] = useState<'refuse' | 'revoke' | null>(null);
  const change = useMutation({
    mutationFn: ({ path, body }: { path: string; body: MandateDecision | { reason: string } }) =>
      send('POST', `${MANDATES}/${mandateId}/${path}`, body, mandateDetail),
    onSuccess: () => {
      setAsked(null);
      announce(m.mandates_changed());
    },
    onSettled: () => refreshMandates(client),
  });
  return (
    <>
      <div className="actions">
        {may.decide && (
          <>
            <Button
              kind="main"
              busy={change.isPending}
              onClick={() => change.mutate({ path: 'decision', body: { decision: 'in-force' } })}
            >
              {m.mandates_confirm()}
            </Button>
            <Button aria-haspopup="dialog" onClick={() => setAsked('refuse')}>
              {m.mandates_refuse()}
            </Button>
          </>
        )}
        {may.revoke && (
          <Button aria-haspopup="dialog" onClick={() => setAsked('revoke')}>
            {m.mandates_revoke()}
          </Button>
        )}
      </div>
      {change.error && asked === null && <FailureNotice error={change.error} />}
      {mandate.state === 'proposed' && <Awaiting mandate={mandate} />}
      <Card title={m.mandates_terms()}>
        <Terms mandate={mandate} />
      </Card>
      {mandate.rights.length > 0 && (
        <Card title={m.mandates_rights()}>
          <ul>
            {mandate.rights.map(({ rightId, mark, place, number }) => (
              <li key={rightId}>
                <bdi>{mark}</bdi> · {placeName(place)} · <bdi>{number}</bdi>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Standing standing={standing} />
      {asked && (
        <ReasonDialog
          title={asked === 'refuse' ? m.mandates_refuse_title() : m.mandates_revoke_title()}
          help={asked === 'refuse' ? m.mandates_refuse_help() : m.mandates_revoke_help()}
          submit={asked === 'refuse' ? m.mandates_refuse_now() : m.mandates_revoke_now()}
          busy={change.isPending}
          error={change.error}
          onSubmit={(reason) =>
            change.mutate(
              asked === 'refuse'
                ? { path: 'decision', body: { decision: 'refused', reason } }
                : { path: 'revocation', body: { reason } },
            )
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** Whose word a proposed mandate waits for, and why it is not the reader's. */
function Awaiting({ mandate: { enteredByProgram, undeciding, holder } }: { mandate: MandateDetail }) {
  const why = {
    belongs: m.mandates_awaits_belongs,
    'entered-it': m.mandates_awaits_second,
    'holder-confirms': m.mandates_awaits_holder,
  } as const;
  if (undeciding === null && !enteredByProgram) return null;
  return (
    <Notice tone="info">
      {enteredByProgram && <p>{m.mandates_entered()}</p>}
      {undeciding && <p>{why[undeciding]({ holder: holder.name })}</p>}
    </Notice>
  );
}

function Terms({ mandate }: { mandate: MandateDetail }) {
  const { mandateId, validFrom, validTo, powers, papers, authority, signedName, signedTitle } = mandate;
  return (
    <Pairs>
      <Pair name={m.mandates_column_valid()}>
        {m.mandates_from_to({ from: formatDay(validFrom), to: formatDay(validTo) })}
      </Pair>
      <Pair name={m.rights_title()}>{rightsOf(mandate)}</Pair>
      <Pair name={m.mandates_column_marketplaces()}>{marketplacesOf(mandate)}</Pair>
      <Pair name={m.mandates_column_powers()}>{formatSeries(powers.map((power) => powerName(power)))}</Pair>
      <Pair name={m.mandates_document()}>
        {papers.map(({ sha256 }, index) => (
          <div key={sha256}>
            <a href={`${MANDATES}/${mandateId}/papers/${sha256}`} target="_blank" rel="noreferrer noopener">
              {index === 0
                ? m.mandates_document_open()
                : m.mandates_document_open_further({ number: index + 1 })}
            </a>
          </div>
        ))}
      </Pair>
      <Pair name={authorityName(authority)}>
        {m.mandates_signed_by({ name: signedName, title: signedTitle })}
      </Pair>
      <Pair name={m.mandates_proposed()}>
        {mandate.proposedBy} <TimeText utc={mandate.proposedAt} />
      </Pair>
      {mandate.decided && (
        <Pair name={mandate.refusal === null ? m.mandates_confirmed() : m.mandates_state_refused()}>
          {mandate.decided.by} <TimeText utc={mandate.decided.at} />
          {mandate.refusal !== null && <HelpedText text={mandate.refusal} />}
        </Pair>
      )}
      {mandate.revoked && (
        <Pair name={m.mandates_state_revoked()}>
          {mandate.revoked.by} <TimeText utc={mandate.revoked.at} />
          <HelpedText text={mandate.revoked.reason} />
        </Pair>
      )}
    </Pairs>
  );
}

/** What became of this representative's claims: for this holder, and for all where that may be seen. */
function Standing({ standing }: { standing: MandateDetail['standing'] }) {
  const rows = [
    { key: 'holder', name: m.mandates_standing_holder(), counts: standing.forHolder },
    ...(standing.forAll ? [{ key: 'all', name: m.mandates_standing_all(), counts: standing.forAll }] : []),
  ];
  const column = (key: keyof StandingCounts, heading: string) => ({
    key,
    heading,
    kind: 'number' as const,
    cell: ({ counts }: (typeof rows)[number]) => formatNumber(counts[key]),
  });
  return (
    <Card title={m.mandates_standing()}>
      <Table
        narrow
        caption={m.mandates_standing()}
        captionHidden
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { key: 'name', heading: m.mandates_standing_of(), kind: 'header', cell: ({ name }) => name },
          column('filed', m.mandates_standing_filed()),
          column('approved', m.mandates_standing_approved()),
          column('declined', m.mandates_standing_declined()),
          column('withdrawn', m.mandates_standing_withdrawn()),
        ]}
      />
    </Card>
  );
}
