import type { ApplicationData, ApplicationTwin } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { leftOrganisations } from '../standing/graduations.ts';
import type { ApplicationRow } from './reach.ts';

type Kind = ApplicationTwin['kind'];

interface Key {
  kind: Kind;
  key: string;
  value: string;
  holder: string | null;
}

/** Endings by which companies are named after their legal form: the same firm is written with and without. */
const FORMS =
  /[\s,]+(ltd|limited|llc|inc|incorporated|corp|corporation|co|company|gmbh|ag|sa|sas|sarl|srl|spa|bv|nv|oy|ab|plc|pty|kk)$/;

/** A name made alike: case, width, punctuation and legal form do not make two firms. */
function plainName(name: string): string {
  let plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.·・'"“”()（）]/g, '')
    .trim();
  for (let next = plain.replace(FORMS, ''); next !== plain; next = plain.replace(FORMS, '')) plain = next;
  return plain
    .replace(/(股份)?(有限)?(责任)?公司$/u, '')
    .replace(/[\s,，]+/gu, ' ')
    .trim();
}

function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function plainHost(website: string): string {
  const url = URL.parse(/^[a-z]+:/i.test(website) ? website : `https://${website}`);
  return url?.hostname.replace(/^www\./, '') ?? '';
}

/** By what somebody else's application or organisation would be found to be the same. */
function keysOf({ email }: Pick<ApplicationRow, 'email'>, data: ApplicationData): Key[] {
  const party = (
    {
      name,
      ownName,
      country,
      number,
      website,
    }: ApplicationData['organisation'] | ApplicationData['holders'][number]['values'],
    holder: string | null,
  ): Key[] => [
    { kind: 'name', key: plainName(name), value: name, holder },
    { kind: 'name', key: plainName(ownName), value: ownName, holder },
    { kind: 'number', key: number === '' ? '' : `${country}/${plainNumber(number)}`, value: number, holder },
    { kind: 'website', key: website === '' ? '' : plainHost(website), value: website, holder },
  ];
  const all: Key[] = [
    ...party(data.organisation, null),
    ...data.holders.flatMap(({ id, values }) => party(values, id)),
    { kind: 'email', key: email, value: email, holder: null },
  ];
  return all.filter(({ key }) => key !== '');
}

/** Keeps by what the application is found to have something in common with others, anew at each handing in. */
export async function writeKeys(scope: Scope, row: ApplicationRow, data: ApplicationData): Promise<void> {
  const { application_id: applicationId } = row;
  await scope.deleteFrom('intake.keys').where('application_id', '=', applicationId).execute();
  for (const { kind, key, value, holder } of keysOf(row, data)) {
    await scope
      .insertInto('intake.keys')
      .values({ application_id: applicationId, kind, key, value, holder })
      .onConflict((there) => there.doNothing())
      .execute();
  }
  for (const { holder, values } of data.rights) {
    await sql`insert into intake.keys (application_id, kind, key, value, holder) values (${applicationId}, 'right',
      concat_ws('/', ${values.place}::text, ${values.type}::text, app.normal_number(${values.place}::text, ${values.number}::text)),
      ${values.number}, ${holder}::uuid) on conflict do nothing`.execute(scope);
  }
}

interface TwinRow {
  kind: Kind;
  value: string;
  holder: string | null;
  found_in: 'organisation' | 'application';
  id: string;
  name: string;
  what: string;
  /** The organisation, or that which was made of the application. */
  of: string | null;
}

/**
 * What has something in common with an application: other applications by any key, organisations of the program by name or by the same
 * right. For staff only: an applicant learns nothing of others.
 */
export async function findTwins(scope: Scope, applicationId: string): Promise<ApplicationTwin[]> {
  const own = await scope
    .selectFrom('intake.keys')
    .select(['kind', 'key', 'value', 'holder'])
    .where('application_id', '=', applicationId)
    .execute();
  const organisations = await scope
    .selectFrom('app.organisations')
    .select(['organisation_id', 'name', 'kind'])
    .where('kind', 'in', ['rights_holder', 'representative'])
    .execute();
  const { rows: others } = await sql<TwinRow>`
    select own.kind, own.value, own.holder, 'application' as found_in, other.application_id as id,
      other.data -> 'organisation' ->> 'name' as name, other.state as what, other.organisation_id as of
    from intake.keys own join intake.keys theirs using (kind, key)
    join intake.applications other on other.application_id = theirs.application_id
    where own.application_id = ${applicationId} and theirs.application_id <> own.application_id and other.handed_in_at is not null
    union
    select own.kind, own.value, own.holder, 'organisation', one.organisation_id, one.name, one.kind, one.organisation_id
    from intake.keys own
    join app.rights theirs on own.key = concat_ws('/', theirs.place, theirs.type, theirs.number_normal)
    join app.organisations one using (organisation_id)
    where own.application_id = ${applicationId} and own.kind = 'right' and theirs.retired_at is null
    order by 1, 2, 6`.execute(scope);
  const alike = own
    .filter(({ kind }) => kind === 'name')
    .flatMap(({ kind, key, value, holder }) =>
      organisations
        .filter(({ name }) => plainName(name) === key)
        .map((one) => ({ kind, value, holder, one })),
    );
  const gone = await leftOrganisations(scope, [
    ...alike.map(({ one }) => one.organisation_id),
    ...others.flatMap(({ of }) => of ?? []),
  ]);
  const leftOf = (organisationId: string | null) => {
    const found = organisationId === null ? undefined : gone.get(organisationId);
    return organisationId !== null && found ? { organisationId, on: found.on, from: found.from } : null;
  };
  const named = alike.map(
    ({ one: { organisation_id: organisationId, name, kind: what }, ...twin }): ApplicationTwin => ({
      ...twin,
      found: { in: 'organisation', organisationId, name, kind: what, left: leftOf(organisationId) },
    }),
  );
  const rest = others.map(
    ({ kind, value, holder, found_in, id, name, what, of }): ApplicationTwin => ({
      ...{ kind, value, holder },
      found:
        found_in === 'organisation'
          ? { in: 'organisation', organisationId: id, name, kind: what, left: leftOf(of) }
          : { in: 'application', applicationId: id, name, state: what as never, left: leftOf(of) },
    }),
  );
  return [...named, ...rest];
}
