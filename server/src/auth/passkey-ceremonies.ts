import { randomUUID } from 'node:crypto';
import type { PasskeyAssertion, PasskeyAttestation } from '@marketsafe/contract';
import {
  type CredentialDeviceType,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Passkey, Passkeys } from './passkeys.ts';
import type { Tickets } from './tickets.ts';

/** For how long a challenge holds, in milliseconds: a person looks for their key, or takes a phone. */
const LIFE = 5 * 60_000;
const NAME = 'MarketSafe';

/** What making and using passkeys works with. */
export interface PasskeyTools {
  passkeys: Passkeys;
  tickets: Tickets;
  /** The first is the address that people open: passkeys are of its host, and of its origin only. */
  origins: () => string[];
}

/** A session, or a browser of which nobody is known yet: who may come back with a challenge. */
export type Holder =
  | { kind: 'passkey-sign-in'; browser: string }
  | { kind: 'passkey-proof'; sessionId: string; userId: string };

/** What came of a passkey's answer to a challenge. */
export type Asserted =
  | { outcome: 'holds'; passkey: Passkey }
  /** The challenge was answered before, is too old, or was another browser's. */
  | { outcome: 'stale' }
  | { outcome: 'unknown' }
  | { outcome: 'refused'; passkey: Passkey; why: string };

const challenged = z.object({ challenge: z.string() });

function siteOf({ origins }: PasskeyTools): { rpId: string; origin: string } {
  const { hostname, origin } = new URL(origins()[0] ?? '');
  return { rpId: hostname, origin };
}

const nameOf = (holder: Holder): string =>
  holder.kind === 'passkey-sign-in' ? holder.browser : holder.sessionId;

/** Bytes by which an authenticator knows whose a passkey is; nothing in them says who that is. */
const handleOf = (userId: string) => new Uint8Array(Buffer.from(userId, 'utf8'));

function syncedOf(kind: CredentialDeviceType, backedUp: boolean): Passkey['synced'] {
  if (kind === 'singleDevice') return 'never';
  return backedUp ? 'yes' : 'not-yet';
}

/** A challenge that any passkey of ours answers, or, as a proof, one of the person's own. */
export async function askForPasskey(tools: PasskeyTools, holder: Holder) {
  const own = holder.kind === 'passkey-proof' ? await tools.passkeys.of(holder.userId) : [];
  const options = await generateAuthenticationOptions({
    rpID: siteOf(tools).rpId,
    userVerification: 'required',
    timeout: LIFE,
    allowCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  const ticket = tools.tickets.issue(holder.kind, nameOf(holder), { challenge: options.challenge }, LIFE);
  return { ticket, options };
}

/** Looks at a passkey's answer to a challenge: who it is, and that it is used for the first time. */
export async function checkAssertion(
  tools: PasskeyTools,
  holder: Holder,
  { ticket, response }: PasskeyAssertion,
): Promise<Asserted> {
  const asked = await tools.tickets.redeem(holder.kind, nameOf(holder), ticket, challenged);
  if (!asked) return { outcome: 'stale' };
  const passkey = await tools.passkeys.find(response.id);
  if (!passkey) return { outcome: 'unknown' };
  if (holder.kind === 'passkey-proof' && holder.userId !== passkey.userId) return { outcome: 'unknown' };
  const refused = (why: string): Asserted => ({ outcome: 'refused', passkey, why });
  const { userHandle: handle, ...signed } = response.response;
  const own = Buffer.from(handleOf(passkey.userId)).toString('base64url');
  // Who signs in says by it who they are; who proves it again is known.
  if (handle === undefined ? holder.kind === 'passkey-sign-in' : handle !== own)
    return refused('user handle');
  const { rpId, origin } = siteOf(tools);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...response,
        response: { ...signed, ...(handle !== undefined && { userHandle: handle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: asked.challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: passkey.transports,
      },
    });
    if (!verified) return refused('signature');
    const { newCounter: counter, credentialDeviceType, credentialBackedUp } = authenticationInfo;
    const synced = syncedOf(credentialDeviceType, credentialBackedUp);
    const first = await tools.passkeys.used({ ...passkey, counter, synced });
    return first ? { outcome: 'holds', passkey } : refused('counter');
  } catch (error) {
    return refused(error instanceof Error ? error.message : 'unreadable');
  }
}

/** Whose passkey is to be made. */
interface Owner {
  sessionId: string;
  userId: string;
  email: string;
}

/** A challenge for a new passkey of somebody's, which knows by itself whose it is. */
export async function askForNewPasskey(tools: PasskeyTools, { sessionId, userId, email }: Owner) {
  const own = await tools.passkeys.of(userId);
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: siteOf(tools).rpId,
    userID: handleOf(userId),
    userName: email,
    userDisplayName: email,
    timeout: LIFE,
    attestationType: 'none',
    excludeCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const ticket = tools.tickets.issue('passkey-new', sessionId, { challenge: options.challenge }, LIFE);
  return { ticket, options };
}

/** The passkey that was made, not kept yet; `stale` as above, or why it is none. */
export async function checkNewPasskey(
  tools: PasskeyTools,
  { sessionId, userId }: Owner,
  { ticket, response, name }: PasskeyAttestation,
): Promise<Omit<Passkey, 'createdAt' | 'lastUsedAt'> | 'stale' | { why: string }> {
  const asked = await tools.tickets.redeem('passkey-new', sessionId, ticket, challenged);
  if (!asked) return 'stale';
  const { clientDataJSON, attestationObject, transports = [] } = response.response;
  const { rpId, origin } = siteOf(tools);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...response, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge: asked.challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    });
    if (!verified) return { why: 'attestation' };
    const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
    return {
      passkeyId: randomUUID(),
      userId,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports,
      synced: syncedOf(credentialDeviceType, credentialBackedUp),
      name,
    };
  } catch (error) {
    return { why: error instanceof Error ? error.message : 'unreadable' };
  }
}
