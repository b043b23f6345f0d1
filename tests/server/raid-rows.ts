import { emptyRaid, type RaidFile } from '@marketsafe/contract';
import type { Person, TestServer } from './support.ts';

/** A row in each table of a raid, with a paper that is held already; by SQL, as the database's owner. */
export async function addRaid(
  { owner }: TestServer,
  { organisationId, userId }: Pick<Person, 'organisationId' | 'userId'>,
  given: { raidId: string; handoverId: string; title: string; sha256: string },
): Promise<void> {
  const { raidId, handoverId, title, sha256 } = given;
  const ids = [organisationId, raidId];
  const number = `MR-${raidId.slice(0, 4).toUpperCase()}-${raidId.slice(4, 8).toUpperCase()}`;
  const file: RaidFile = {
    ...{ sha256, name: title, type: 'application/pdf', bytes: 1, role: 'event', goes: false },
    ...{ redactedFrom: null, removed: '', translates: null, language: null, certified: false },
  };
  const content = { ...emptyRaid(title), files: [file] };
  await owner.query('insert into app.raids values ($1, $2, $3, now(), $4)', [...ids, number, userId]);
  await owner.query("insert into app.raid_versions values ($1, $2, 1, $3, now(), $4, 'Ines', null)", [
    ...[...ids, JSON.stringify(content), userId],
  ]);
  await owner.query(`insert into app.raid_annexes values ($1, $2, 1, '{"method":"","files":[]}')`, ids);
  const said = {
    ...{ bags: null, from: { kind: 'outside', custodian: 'court', name: title } },
    to: { kind: 'person', userId, name: 'Ines' },
  };
  await owner.query(
    "insert into app.raid_handovers values ($1, $2, $3, now(), $4, null, now(), $5, 'Ines')",
    [...[...ids, handoverId, JSON.stringify(said), userId]],
  );
  await owner.query(
    "insert into app.raid_handover_events values ($1, $2, 'confirmed', $3, 'Ines', now(), null)",
    [...[organisationId, handoverId, userId]],
  );
  const disclosed = {
    ...{ schema: 1, number, preparedOn: '2026-11-02', requester: title, request: 'removal', rights: [] },
    permission: { by: '', basis: '', until: null },
    instrument: {
      ...{ kind: 'other', authority: '', number: '', date: '2026-11-02', sealed: true, finality: 'final' },
      appealUntil: null,
    },
    ...{ event: null, parties: [], inventory: null, authentication: null, links: [], custody: [], files: [] },
  };
  const link = {
    ...{ party: 1, marketplace: 'aliexpress', shopUrl: '', sellerId: '1', sellerName: title },
    ...{ kind: 'same-name', grade: 'B', proof: null },
  };
  await owner.query(
    `insert into app.raid_packages (organisation_id, package_id, raid_id, version, state, content, content_sha256, index_sha256,
       index_bytes, prepared_at, prepared_by, prepared_by_name)
     values ($1, $2, $2, 1, 'prepared', $3, $4, $4, 1, now(), $5, 'Ines')`,
    [...ids, JSON.stringify(disclosed), sha256, userId],
  );
  const gone = JSON.stringify({ ...disclosed, links: [link] });
  await owner.query(
    `insert into disclosed.raids (package_id, number, marketplaces, content, content_sha256, index_sha256, index_bytes, archive_name,
       archive_sha256, archive_bytes, sent_on)
     values ($1, $2, '{aliexpress}', $3, encode(sha256($3::bytea), 'hex'), $4, 1, 'raid.zip', $4, 1, current_date)`,
    [raidId, number, Buffer.from(gone), sha256],
  );
  await owner.query(
    'insert into app.raid_outcomes values ($1, $2, $2, \'refused\', current_date, \'{"toldBy":"Desk","text":""}\', now(), $3, \'Ines\')',
    [...ids, userId],
  );
}
