import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MARKETPLACE_IDS, type Right, ROLES } from '@marketsafe/contract';
import type pg from 'pg';
import { z } from 'zod';
import type { Auth } from '../auth/auth.ts';
import { ensureUser, findUserId } from '../auth/users.ts';
import { writePrivateFile } from '../data-folder/files.ts';
import type { Database } from '../db/database.ts';
import { type Caller, registerOrganisation } from '../organisations/service.ts';
import { placeRight } from '../rights/register.ts';
import { listRights } from '../rights/service.ts';
import { DEMO_ORGANISATIONS, DEMO_RIGHTS, MERIDIAN } from './data.ts';
import type { FillTools } from './fill.ts';

const credentialsSchema = z.object({
  email: z.email(),
  password: z.string().min(12),
  /** Everybody of the demo program; the password is the same. */
  users: z.array(z.email()),
  /** The same people with what they are; absent of an earlier version. */
  people: z
    .array(
      z.object({
        email: z.email(),
        name: z.string(),
        roles: z.array(z.enum(ROLES)),
        organisation: z.string(),
      }),
    )
    .optional(),
});

/** How to sign in to the demo program: as its investigator. */
export type DemoCredentials = z.infer<typeof credentialsSchema>;

/** How long the demo program has been there when it is made, in milliseconds. */
const PAST = 70 * 24 * 60 * 60 * 1_000;

/** What seeding works with. */
export interface SeedTools {
  dataFolder: string;
  owner: pg.Pool;
  db: Database;
  auth: Auth;
}

/**
 * Makes the demo program where it is not there yet: rights holders with their rights, a representative, the program's own organisation
 * and a marketplace's desk. The
 * password is random, made once, and stands in `demo-credentials.json` in the data folder, readable by its owner only.
 */
export async function seedDemo({
  dataFolder,
  owner,
  db,
  auth,
}: SeedTools): Promise<{ credentials: DemoCredentials; people: FillTools['people'] }> {
  const path = join(dataFolder, 'demo-credentials.json');
  const kept = await readCredentials(path);
  const emails = DEMO_ORGANISATIONS.flatMap(({ members }) => members.map(({ email }) => email));
  const credentials: DemoCredentials = {
    email: emails[0] ?? '',
    password: kept?.password ?? randomBytes(15).toString('base64url'),
    users: emails,
    people: DEMO_ORGANISATIONS.flatMap(({ name: organisation, members }) =>
      members.map(({ email, name, roles }) => ({ email, name, roles, organisation })),
    ),
  };
  const since = new Date(Date.now() - PAST);
  const callers: Caller[] = [];
  for (const { organisationId, name, kind, members } of DEMO_ORGANISATIONS) {
    const people = [];
    for (const member of members) {
      const known = kept && (await findUserId(auth, member.email));
      const userId = known ?? (await ensureUser(auth, { ...member, password: credentials.password }));
      people.push({ userId, name: member.name, roles: member.roles });
      callers.push({
        ...{ userId, userName: member.name, email: member.email, roles: member.roles, language: null },
        ...{ organisationId, organisationName: name, organisationKind: kind },
      });
    }
    await registerOrganisation(owner, db, { organisationId, name, kind, members: people, demo: true, since });
  }
  await seedDesks(db, callers);
  for (const { organisationId, rights } of DEMO_RIGHTS)
    await seedRights(db, organisationId, { rights, since });
  if (JSON.stringify(kept) !== JSON.stringify(credentials)) {
    await writePrivateFile(path, JSON.stringify(credentials, null, 2));
  }
  return { credentials, people: workersOf(callers) };
}

/** Who files claims in the demo program, and who decides about them. */
function workersOf(callers: readonly Caller[]): FillTools['people'] {
  const investigators = new Map(
    [...DEMO_RIGHTS.map(({ organisationId }) => organisationId), MERIDIAN].flatMap((organisationId) => {
      const person = callers.find(
        (caller) => caller.organisationId === organisationId && caller.roles.includes('investigator'),
      );
      return person ? [[organisationId, person] as const] : [];
    }),
  );
  const managers = new Map(
    callers
      .filter(({ roles }) => roles.includes('manager'))
      .map((caller) => [caller.organisationId, caller] as const),
  );
  return { investigators, managers, analysts: callers.filter(({ roles }) => roles.includes('analyst')) };
}

/** The demo program's marketplace people speak for every marketplace. */
async function seedDesks(db: Database, callers: readonly Caller[]): Promise<void> {
  const lead = callers.find(({ roles }) => roles.includes('program_lead'));
  for (const { organisationId } of callers.filter(
    ({ organisationKind }) => organisationKind === 'marketplace',
  )) {
    if (!lead) return;
    const identity = { organisationId, userId: lead.userId, as: 'staff' as const };
    await db.inOrganisation(identity, (scope) =>
      scope
        .insertInto('app.desks')
        .values(MARKETPLACE_IDS.map((marketplace) => ({ organisation_id: organisationId, marketplace })))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }
}

async function seedRights(
  db: Database,
  organisationId: string,
  { rights, since }: { rights: readonly Right[]; since: Date },
): Promise<void> {
  const identity = { organisationId, userId: null };
  await db.inOrganisation(identity, async (scope) => {
    const there = new Set((await listRights(scope, organisationId)).map(({ rightId }) => rightId));
    for (const right of rights) {
      if (!there.has(right.rightId)) await placeRight(scope, identity, right, since);
    }
  });
}

async function readCredentials(path: string): Promise<DemoCredentials | null> {
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Missing or damaged: the demo's people get a new password.
    return null;
  }
}
