import '../../components/disclosed/disclosed.css';
import { uuid } from '@marketsafe/contract';
import { Badge, Card, Loading, Notice, Tabs } from '@marketsafe/looks';
import { formatDay, m, packetStateName, pasteBlock, statementText } from '@marketsafe/words';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isNotFound } from '../../api/failure.ts';
import { deskPacketQuery, packetFileUrl } from '../../api/packet-queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { HeadView } from '../../components/disclosed/head-view.tsx';
import { LinkView } from '../../components/disclosed/link-view.tsx';
import { LinksWindow } from '../../components/disclosed/links-window.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { FilesView } from '../packets/files-view.tsx';
import { DeskAnswers } from './desk-answers.tsx';

const VIEWS = ['answers', 'links', 'files'] as const;
type View = (typeof VIEWS)[number];

/** For the marketplace's own people: one packet as it was sent. */
export function DeskPacketScreen({ packetId }: { packetId: string }) {
  const possible = uuid.safeParse(packetId).success;
  const query = deskPacketQuery(packetId);
  const { data, error, refetch } = useQuery(
    possible ? query : { queryKey: query.queryKey, queryFn: skipToken },
  );
  const [view, setView] = useState<View>('answers');
  const [current, setCurrent] = useState(-1);
  const count = data?.disclosed.links.length ?? 0;
  useKeys(view === 'links', {
    j: () => setCurrent(Math.min(current + 1, count - 1)),
    k: () => setCurrent(Math.max(current - 1, 0)),
  });
  const absent = !possible || isNotFound(error);
  return (
    <>
      <div className="title-row">
        <Link to="/desk">{m.packets_desk_back()}</Link>
        <PageHeading
          title={data ? m.packets_desk_one({ number: data.packet.number }) : m.packets_desk_title()}
        />
        {data && (
          <span className="line small">
            <Badge tone={data.packet.state === 'withdrawn' ? 'quiet' : 'info'}>
              {packetStateName(data.packet.state)}
            </Badge>
            {data.packet.expedited && <Badge tone="bad">{m.packets_urgent()}</Badge>}
            <span>
              {m.packets_desk_sent()} {formatDay(data.packet.sentOn)}
            </span>
          </span>
        )}
      </div>
      {absent && (
        <Notice tone="warn" title={m.packets_problem_unknown()}>
          {m.packets_absent_help()}
        </Notice>
      )}
      {!absent && !data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !data && !error && <Loading>{m.packets_loading_one()}</Loading>}
      {data && (
        <>
          {data.packet.state === 'withdrawn' ? (
            <Notice tone="warn">{m.packets_desk_whole_withdrawn()}</Notice>
          ) : (
            data.withdrawn.length > 0 && (
              <Notice tone="warn">{m.packets_desk_some_withdrawn({ count: data.withdrawn.length })}</Notice>
            )
          )}
          <Card title={m.packets_head_common()}>
            <HeadView packet={data.disclosed} />
            <p className="actions">
              <span>{m.packets_bytes_paste()}</span>
              <CopyButton text={pasteBlock(data.disclosed)} what={m.packets_bytes_paste()} />
              <span>{m.packets_bytes_statement()}</span>
              <CopyButton text={statementText(data.disclosed)} what={m.packets_bytes_statement()} />
            </p>
          </Card>
          <Tabs
            name={m.packets_view_tabs()}
            tabs={[
              { id: 'answers', label: m.portal_tab(), count: undefined },
              { id: 'links', label: m.packets_column_links(), count },
              { id: 'files', label: m.packets_view_files(), count: data.files.length },
            ]}
            chosen={view}
            onChoose={setView}
          >
            {view === 'answers' && <DeskAnswers detail={data} />}
            {view === 'files' && <FilesView of="desk" packetId={packetId} files={data.files} />}
            {view === 'links' && (
              <LinksWindow links={data.disclosed.links} name={m.packets_column_links()} current={current}>
                {(link, position) => {
                  const number = position + 1;
                  const folder = String(number).padStart(3, '0');
                  return (
                    <>
                      <div className="line">
                        <h3>{m.packets_link_number({ number })}</h3>
                        <span className="number small">{link.claim}</span>
                        {data.withdrawn.includes(position) && (
                          <Badge tone="quiet">{m.packets_link_withdrawn()}</Badge>
                        )}
                      </div>
                      <LinkView
                        link={link}
                        number={number}
                        urlOf={(name) => packetFileUrl('desk', packetId, `${folder}/${name}`)}
                      />
                    </>
                  );
                }}
              </LinksWindow>
            )}
          </Tabs>
        </>
      )}
    </>
  );
}
