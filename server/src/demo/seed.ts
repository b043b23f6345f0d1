import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Right } from '@marketsafe/contract';
import type pg from 'pg';
import { z } from 'zod';
import type { Auth } from '../auth/auth.ts';
import { ensureUser, findUserId } from '../auth/users.ts';
import { writePrivateFile } from '../data-folder/files.ts';
import type { Database } from '../db/database.ts';
import { registerOrganisation } from '../organisations/service.ts';
import { placeRight } from '../rights/register.ts';
import { listRights } from '../rights/service.ts';
import { DEMO_ORGANISATIONS, DEMO_RIGHTS } from './data.ts';

const credentialsSchema = z.object({
  email: z.email(),
  password: z.string().min(12),
  /** Everybody of the demo program; the password is the same. */
  users: z.array(z.email()),
});

/** How to sign in to the demo program: as its investigator. */
export type DemoCredentials = z.infer<typeof credentialsSchema>;

/** What seeding works with. */
export interface SeedTools {
  dataFolder: string;
  owner: pg.Pool;
  db: Database;
  auth: Auth;
}

/**
 * Makes the demo program where it is not there yet: a rights holder with its rights, and the program's own organisation. The
 * password is random, made once, and stands in `demo-credentials.json` in the data folder, readable by its owner only.
 */
export async function seedDemo({ dataFolder, owner, db, auth }: SeedTools): Promise<DemoCredentials> {
  const path = join(dataFolder, 'demo-credentials.json');
  const kept = await readCredentials(path);
  const emails = DEMO_ORGANISATIONS.flatMap(({ members }) => members.map(({ email }) => email));
  const credentials = kept ?? {
    email: emails[0] ?? '',
    password: randomBytes(15).toString('base64url'),
    users: emails,
  };
  for (const { organisationId, name, kind, members } of DEMO_ORGANISATIONS) {
    const people = [];
    for (const member of members) {
      const known = kept && (await findUserId(auth, member.email));
      const userId = known ?? (await ensureUser(auth, { ...member, password: credentials.password }));
      people.push({ userId, name: member.name, roles: member.roles });
    }
    await registerOrganisation(owner, db, { organisationId, name, kind, members: people });
  }
  for (const { organisationId, rights } of DEMO_RIGHTS) await seedRights(db, organisationId, rights);
  if (!kept) await writePrivateFile(path, JSON.stringify(credentials, null, 2));
  return credentials;
}

async function seedRights(db: Database, organisationId: string, rights: readonly Right[]): Promise<void> {
  const identity = { organisationId, userId: null };
  await db.inOrganisation(identity, async (scope) => {
    const there = new Set((await listRights(scope, organisationId)).map(({ rightId }) => rightId));
    for (const right of rights) {
      if (!there.has(right.rightId)) await placeRight(scope, identity, right);
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
