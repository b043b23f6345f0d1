import { passkeyCreation, passkeyRequest } from '@marketsafe/contract';
import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { post, send } from './client.ts';
import { failureOf } from './failure.ts';

/** The browser, or the person, has ended what a passkey was to do: nothing was sent. */
export class PasskeyEnded extends Error {
  override name = 'PasskeyEnded';
}

/** Waits for the browser; it says in many ways that nothing came of it. */
async function fromBrowser<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const known =
      error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    throw known ? failureOf('passkey-there') : new PasskeyEnded('no passkey', { cause: error });
  }
}

/**
 * Signs in by a passkey, which says by itself whose it is; the server sets the session cookie.
 * @param offered the browser offers it in the field for the e-mail address, until this ends it; left out, it asks at once
 * @throws PasskeyEnded or ApiFailure
 */
export async function signInByPasskey(offered?: AbortSignal): Promise<void> {
  const { ticket, options } = await send('POST', '/api/auth/passkey/options', {}, passkeyRequest);
  // A browser does one at a time: what is begun too late would end what somebody has asked for meanwhile.
  if (offered?.aborted) throw new PasskeyEnded('not wanted any more');
  const response = await fromBrowser(
    startAuthentication({ optionsJSON: options, useBrowserAutofill: offered !== undefined }),
  );
  await post('/api/auth/passkey/sign-in', { ticket, response });
}

/** Shows by a passkey of one's own that it is oneself. Throws `PasskeyEnded` or `ApiFailure`. */
export async function proveByPasskey(): Promise<void> {
  const { ticket, options } = await send('POST', '/v1/me/proof/options', {}, passkeyRequest);
  const response = await fromBrowser(startAuthentication({ optionsJSON: options }));
  await post('/v1/me/proof', { passkey: { ticket, response } });
}

/** Has the browser make a passkey, and the server keep it under a name. Throws `PasskeyEnded` or `ApiFailure`. */
export async function addPasskey(name: string): Promise<void> {
  const { ticket, options } = await send('POST', '/v1/me/passkeys/options', {}, passkeyCreation);
  const response = await fromBrowser(startRegistration({ optionsJSON: options }));
  await post('/v1/me/passkeys', { ticket, name, response });
}
