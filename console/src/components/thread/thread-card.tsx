import { isProgramStaff, type ThreadEntry, type ThreadKind } from '@marketsafe/contract';
import { Card, Loading } from '@marketsafe/looks';
import {
  m,
  personRoleName,
  rightStatusName,
  rootCauseName,
  stateName,
  troubleLevelName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meQuery } from '../../api/queries.ts';
import { threadQuery } from '../../api/trouble-queries.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { HelpedText } from '../helped-text.tsx';
import { TimeText } from '../time-text.tsx';
import { EntryForm } from './entry-form.tsx';
import { ThreadStandingText } from './standing-text.tsx';

/** Of its heading, as lists and mails lead to it. */
const ID = 'trouble';

/** What was written about trouble with a claim or right, and where one writes. */
export function ThreadCard({ kind, subjectId }: { kind: ThreadKind; subjectId: string }) {
  const me = useQuery(meQuery).data;
  const { data, error, refetch } = useQuery(threadQuery(kind, subjectId));
  const isThere = me !== undefined && data !== undefined;
  useEffect(() => {
    // The address leads here before what it leads to is there.
    if (isThere && window.location.hash === `#${ID}`) document.getElementById(ID)?.focus();
  }, [isThere]);
  if (!me) return null;
  return (
    <Card title={m.trouble_card()} titleId={ID}>
      <p className="soft small">{isProgramStaff(me.roles) ? m.trouble_intro_staff() : m.trouble_intro()}</p>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.trouble_loading()}</Loading>}
      {data?.standing && (
        <p>
          <ThreadStandingText standing={data.standing} />
        </p>
      )}
      {data && data.entries.length > 0 && (
        <ol className="plain stack">
          {data.entries.map((entry) => (
            <li key={entry.entryId}>
              <Entry kind={kind} entry={entry} />
            </li>
          ))}
        </ol>
      )}
      {data && <EntryForm me={me} kind={kind} subjectId={subjectId} standing={data.standing} />}
    </Card>
  );
}

function Entry({ kind, entry }: { kind: ThreadKind; entry: ThreadEntry }) {
  const { author, at, text, level, cause, subjectState } = entry;
  const state = kind === 'claim' ? stateName(subjectState) : rightStatusName(subjectState);
  return (
    <>
      <p className="small">
        <strong>{m.trouble_author({ name: author.name, role: personRoleName(author.role) })}</strong>{' '}
        <span className="soft">
          <TimeText utc={at} /> · {m.trouble_then({ state })}
        </span>
      </p>
      {entry.kind === 'note' && <p className="small warn">{m.trouble_kind_note()}</p>}
      {level !== null && (
        <p className="small">{m.trouble_kind_escalated({ level: troubleLevelName(level) })}</p>
      )}
      {cause !== null && <p className="small">{m.trouble_kind_closed({ cause: rootCauseName(cause) })}</p>}
      <HelpedText text={text} />
    </>
  );
}
