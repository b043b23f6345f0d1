import { type ApplicationDetail, type ApplicationTwin, applicationDetail } from '@marketsafe/contract';
import { Badge, Button, Card, Table, TextField, useAnnounce } from '@marketsafe/looks';
import {
  applicationCauseName,
  applicationMoveName,
  applicationStateName,
  applicationTwinName,
  formatDay,
  m,
} from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { APPLICATIONS, applicationQuery } from '../../api/application-queries.ts';
import { send } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** What it has in common with the program's organisations and with other applications. */
export function TwinsCard({ application: { twins } }: { application: ApplicationDetail }) {
  return (
    <Card title={m.application_screen_twins()}>
      <p className="soft small">{m.application_screen_twins_about()}</p>
      {twins.length === 0 ? (
        <p>{m.application_screen_twins_none()}</p>
      ) : (
        <Table
          caption={m.application_screen_twins()}
          captionHidden
          rows={twins}
          keyOf={({ kind, value, found }) =>
            [kind, value, found.in === 'organisation' ? found.organisationId : found.applicationId].join(' ')
          }
          columns={[
            {
              key: 'what',
              heading: m.application_screen_twin_what(),
              kind: 'header',
              cell: ({ kind, value }) => (
                <>
                  {applicationTwinName(kind)} <bdi>{value}</bdi>
                </>
              ),
            },
            {
              key: 'with',
              heading: m.application_screen_twin_with(),
              cell: ({ found }) =>
                found.in === 'organisation' ? (
                  <>
                    <Link
                      to="/organisations/$organisationId"
                      params={{ organisationId: found.organisationId }}
                    >
                      <bdi>{found.name}</bdi>
                    </Link>{' '}
                    <span className="soft small">{m.application_screen_twin_organisation()}</span>
                    <LeftBadge left={found.left} />
                  </>
                ) : (
                  <>
                    <Link to="/applications/$applicationId" params={{ applicationId: found.applicationId }}>
                      <bdi>{found.name}</bdi>
                    </Link>{' '}
                    <span className="soft small">
                      {m.application_screen_twin_application({ state: applicationStateName(found.state) })}
                    </span>
                    <LeftBadge left={found.left} />
                  </>
                ),
            },
          ]}
        />
      )}
    </Card>
  );
}

function LeftBadge({ left }: { left: ApplicationTwin['found']['left'] }) {
  if (left === null) return null;
  return (
    <>
      {' '}
      <Badge tone="warn">
        {m.application_screen_twin_left({ day: formatDay(left.on), from: formatDay(left.from) })}
      </Badge>
    </>
  );
}

/** What has happened, by whom and in which words. */
export function HistoryCard({ application: { events } }: { application: ApplicationDetail }) {
  return (
    <Card title={m.application_history()}>
      <ol className="stack">
        {events.map(({ move, at, by, cause, text }) => (
          <li key={`${move} ${at}`}>
            <strong>{applicationMoveName(move)}</strong>
            {cause !== null && `: ${applicationCauseName(cause)}`}{' '}
            <span className="soft small">
              <TimeText utc={at} /> · {by === null ? m.application_screen_by_applicant() : <bdi>{by}</bdi>}
            </span>
            {text !== null && <p className="said">{text}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What only staff read. */
export function NotesCard({ application }: { application: ApplicationDetail }) {
  const { applicationId, notes } = application;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [text, setText] = useState('');
  // Sent again, it is the same note.
  const noteId = useRef(crypto.randomUUID());
  const write = useMutation({
    mutationFn: () =>
      send(
        'POST',
        `${APPLICATIONS}/${applicationId}/notes`,
        { noteId: noteId.current, text },
        applicationDetail,
      ),
    onSuccess: (now) => {
      noteId.current = crypto.randomUUID();
      setText('');
      announce(m.application_screen_note_added());
      client.setQueryData(applicationQuery(applicationId).queryKey, now);
    },
  });
  return (
    <Card title={m.application_screen_notes()}>
      <p className="soft small">{m.application_screen_notes_about()}</p>
      <ol className="stack">
        {notes.map((note) => (
          <li key={note.noteId}>
            <p className="said">{note.text}</p>
            <span className="soft small">
              <bdi>{note.by}</bdi> · <TimeText utc={note.at} />
            </span>
          </li>
        ))}
      </ol>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') write.mutate();
        }}
      >
        <div id="application-note">
          <TextField label={m.application_screen_note()} limit={4_000} value={text} onChange={setText} />
        </div>
        {write.error && <FailureNotice error={write.error} />}
        <Button type="submit" busy={write.isPending}>
          {m.application_screen_note_add()}
        </Button>
      </form>
    </Card>
  );
}
