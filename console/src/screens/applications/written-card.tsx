import {
  type ApplicationDetail,
  type ApplicationPart,
  applicationFields,
  entriesOf,
} from '@marketsafe/contract';
import { Card, Pair, Pairs } from '@marketsafe/looks';
import {
  applicationFieldName,
  applicationFileKindName,
  applicationOptionName,
  applicationPartName,
  formatBytes,
  formatDay,
  formatList,
  formatUtc,
  m,
  placeName,
} from '@marketsafe/words';
import { APPLICATIONS } from '../../api/application-queries.ts';

/** What stands in a field, as one reads it. */
function shownAs(kind: string, field: string, value: string): string {
  switch (kind) {
    case 'place':
      return placeName(value);
    case 'day':
    case 'past-day':
      return formatDay(value);
    case 'choice':
      return applicationOptionName(field, value);
    case 'choices':
      return formatList(entriesOf(value).map((option) => applicationOptionName(field, option)));
    default:
      return value;
  }
}

function Part({ part, values }: { part: ApplicationPart; values: Readonly<Record<string, string>> }) {
  return (
    <Pairs>
      {applicationFields(part).map(({ name, kind }) => {
        const value = values[name] ?? '';
        return (
          <Pair key={name} name={applicationFieldName(part, name)} className="said">
            {value === '' ? (
              <span className="soft">{m.application_screen_nothing_said()}</span>
            ) : (
              <bdi>{shownAs(kind, name, value)}</bdi>
            )}
          </Pair>
        );
      })}
    </Pairs>
  );
}

/** Documents about one thing. */
function Files({ application, about }: { application: ApplicationDetail; about: string | null }) {
  const files = application.files.filter((file) => file.about === about);
  if (files.length === 0) return null;
  return (
    <ul className="bullets">
      {files.map(({ fileId, name, kind, bytes }) => (
        <li key={fileId}>
          <a
            href={`${APPLICATIONS}/${application.applicationId}/files/${fileId}`}
            target="_blank"
            rel="noreferrer"
          >
            <bdi>{name}</bdi>
          </a>{' '}
          <span className="soft small">
            {applicationFileKindName(kind)} · {formatBytes(bytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Everything that the applicant wrote, part by part, each with its documents. */
export function WrittenCards({ application }: { application: ApplicationDetail }) {
  const { data, declared, email } = application;
  const holderName = (id: string | null) => data.holders.find((one) => one.id === id)?.values.name;
  return (
    <>
      <Card title={applicationPartName('organisation')}>
        <Part part="organisation" values={data.organisation} />
        <Files application={application} about={null} />
      </Card>
      {data.holders.map(({ id, values }) => (
        <Card key={id} title={`${applicationPartName('holder')}: ${values.name}`}>
          <Part part="holder" values={values} />
          <Files application={application} about={id} />
        </Card>
      ))}
      {data.rights.map(({ id, holder, values }) => (
        <Card key={id} title={`${applicationPartName('right')}: ${values.mark}`}>
          {holder !== null && (
            <p className="soft">{m.application_screen_of_holder({ name: holderName(holder) ?? '' })}</p>
          )}
          <Part part="right" values={values} />
          <Files application={application} about={id} />
        </Card>
      ))}
      <Card title={applicationPartName('contact')}>
        <Pairs>
          <Pair name={m.application_screen_contact()}>{email}</Pair>
        </Pairs>
        <Part part="contact" values={data.contact} />
        {declared && (
          <p className="soft small">
            {m.application_screen_declared({
              name: declared.name,
              title: declared.title,
              at: formatUtc(declared.at),
            })}
          </p>
        )}
      </Card>
      <Card title={applicationPartName('reach')}>
        <Part part="reach" values={data.reach} />
      </Card>
    </>
  );
}
