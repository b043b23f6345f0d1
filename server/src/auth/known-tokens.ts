import { createHash } from 'node:crypto';

/** Most tokens that are remembered. */
const MOST = 20_000;

/** Tokens and cookies that were found to be somebody's: whatever else is sent as one says nothing about who sends it. */
export interface KnownTokens {
  /** Whose a header is, as far as was found before. */
  userOf(header: string): string | undefined;
  /** The organisation that whoever sent it acted for last: nothing may be given on the ground of it. */
  organisationOf(header: string): string | undefined;
  remember(header: string, userId: string): void;
  /** Remembers for which organisation somebody who is known acts. */
  acts(header: string, organisationId: string): void;
}

/** Remembers them by hash, in the memory of this process. */
export function createKnownTokens(): KnownTokens {
  const users = new Map<string, { userId: string; organisationId?: string }>();
  const nameOf = (header: string) => createHash('sha256').update(header).digest('base64');
  return {
    userOf: (header) => users.get(nameOf(header))?.userId,
    organisationOf: (header) => users.get(nameOf(header))?.organisationId,
    remember(header, userId) {
      const name = nameOf(header);
      if (users.has(name)) return;
      // Whoever is still there is found again.
      if (users.size >= MOST) users.clear();
      users.set(name, { userId });
    },
    acts(header, organisationId) {
      const known = users.get(nameOf(header));
      if (known) known.organisationId = organisationId;
    },
  };
}
