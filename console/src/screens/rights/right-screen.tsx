import { isExpired, isProgramStaff, uuid, type VaultRightDetail } from '@marketsafe/contract';
import { Button, Card, Loading, Notice, Pair, Pairs } from '@marketsafe/looks';
import './rights.css';
import {
  formatDay,
  m,
  markKindName,
  placeName,
  refusalCauseName,
  rightFieldName,
  rightTypeName,
} from '@marketsafe/words';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isNotFound } from '../../api/failure.ts';
import { meQuery } from '../../api/queries.ts';
import { rightQuery } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HelpedText } from '../../components/helped-text.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ThreadCard } from '../../components/thread/thread-card.tsx';
import { TranslationHelp } from '../../components/translation-help.tsx';
import { today } from '../../format/today.ts';
import { RegistrationsCard } from './registrations-card.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { Expiry, RightBadge } from './right-badges.tsx';
import { RightFiles } from './right-files.tsx';
import { RightHistory } from './right-history.tsx';
import { VerifyCard } from './verify-card.tsx';

/** One right: what it says beside its certificate, what became of it, and what can be done with it. */
export function RightScreen({ rightId }: { rightId: string }) {
  const possible = uuid.safeParse(rightId).success;
  const query = rightQuery(rightId);
  const { data, error, refetch } = useQuery(
    possible ? query : { queryKey: query.queryKey, queryFn: skipToken },
  );
  const absent = !possible || isNotFound(error);
  const right = absent ? undefined : data;
  return (
    <>
      <p>
        <Link to="/rights">{m.rights_all()}</Link>
      </p>
      <div className="title-row">
        <PageHeading title={right?.mark ?? m.rights_title()} />
        {right && <RightBadge right={right} />}
      </div>
      {absent && (
        <Notice tone="warn" title={m.rights_absent()}>
          <p>{m.rights_absent_help()}</p>
        </Notice>
      )}
      {!absent && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !right && !error && <Loading>{m.rights_detail_loading()}</Loading>}
      {right && <Right right={right} />}
    </>
  );
}

function Right({ right }: { right: VaultRightDetail }) {
  const [retiring, setRetiring] = useState(false);
  const me = useQuery(meQuery).data;
  const { rightId, holder } = right;
  // Trouble with a right is its holder's and the program's: who works under a mandate has threads on claims.
  const hasThread =
    me !== undefined &&
    (isProgramStaff(me.roles) || holder.organisationId === me.organisation.organisationId);
  return (
    <>
      <Standing right={right} />
      {right.may.edit && (
        <div className="actions">
          <Link to="/rights/$rightId/$change" params={{ rightId, change: 'correction' }} className="button">
            {m.rights_correct()}
          </Link>
          <Link to="/rights/$rightId/$change" params={{ rightId, change: 'renewal' }} className="button">
            {m.rights_renew()}
          </Link>
          <Link to="/rights/$rightId/$change" params={{ rightId, change: 'assignment' }} className="button">
            {m.rights_assign()}
          </Link>
          <Button aria-haspopup="dialog" onClick={() => setRetiring(true)}>
            {m.rights_retire()}
          </Button>
        </div>
      )}
      <div className="right-columns">
        <div className="right-column">
          <Fields right={right} />
          {right.may.verify && <VerifyCard key={right.revision} right={right} />}
          {hasThread && <ThreadCard kind="right" subjectId={rightId} />}
          <RightHistory right={right} />
        </div>
        <div className="right-column">
          <RightFiles right={right} />
          <RegistrationsCard right={right} />
        </div>
      </div>
      {retiring && <RetireDialog right={right} onClose={() => setRetiring(false)} />}
    </>
  );
}

/** What somebody has to know first: refused, expired, out of use, or waiting. */
function Standing({ right }: { right: VaultRightDetail }) {
  if (right.retiredAt !== null) {
    const day = formatDay(right.retiredAt.slice(0, 10));
    return <Notice tone="info">{m.rights_detail_retired({ day, reason: right.retiredReason ?? '' })}</Notice>;
  }
  const held = right.claims.held > 0 && <p>{m.rights_claims_held({ count: right.claims.held })}</p>;
  return (
    <>
      {right.refusal && (
        <Notice tone="bad" title={m.rights_detail_refused({ cause: refusalCauseName(right.refusal.cause) })}>
          <HelpedText text={right.refusal.text} />
          <p>{m.rights_detail_refused_help()}</p>
          {held}
        </Notice>
      )}
      {isExpired(right, today()) && (
        <Notice tone="bad">{m.rights_detail_expired({ day: formatDay(right.expiresOn ?? '') })}</Notice>
      )}
      {right.status === 'unverified' && (
        <Notice tone="info">
          <p>{m.rights_detail_unverified()}</p>
          {held}
        </Notice>
      )}
    </>
  );
}

function Fields({ right }: { right: VaultRightDetail }) {
  const day = (value: string | null) => (value === null ? null : formatDay(value));
  const rows: readonly (readonly [name: string, value: string | null])[] = [
    [rightFieldName('type'), rightTypeName(right.type)],
    [rightFieldName('mark'), right.mark],
    [rightFieldName('markKind'), right.type === 'trademark' ? markKindName(right.markKind) : null],
    [rightFieldName('place'), placeName(right.place)],
    [rightFieldName('number'), right.number],
    [rightFieldName('owner'), right.owner],
    [rightFieldName('niceClasses'), right.niceClasses.join(', ') || null],
    [rightFieldName('filedOn'), day(right.filedOn)],
    [rightFieldName('registeredOn'), day(right.registeredOn)],
    [rightFieldName('renewedOn'), day(right.renewedOn)],
  ];
  return (
    <Card title={m.rights_detail_fields()}>
      <Pairs>
        <Pair name={m.rights_column_holder()}>{right.holder.name}</Pair>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <Pair key={name} name={name}>
                {value}
                {name === rightFieldName('mark') && <TranslationHelp text={right.mark} />}
              </Pair>
            ),
        )}
        <Pair name={rightFieldName('expiresOn')}>
          <Expiry right={right} />
        </Pair>
        <Pair name={rightFieldName('brand')}>{right.brand}</Pair>
        {right.note !== '' && (
          <Pair name={rightFieldName('note')}>
            <HelpedText text={right.note} />
          </Pair>
        )}
        <Pair name={m.rights_detail_claims()}>{m.rights_claims_all({ count: right.claims.all })}</Pair>
        {right.decided && (
          <Pair name={m.rights_column_status()}>
            {m.rights_detail_decided({
              name: right.decided.by,
              day: formatDay(right.decided.at.slice(0, 10)),
            })}
          </Pair>
        )}
      </Pairs>
    </Card>
  );
}
