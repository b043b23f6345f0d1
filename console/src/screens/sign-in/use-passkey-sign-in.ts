import { browserSupportsWebAuthnAutofill, WebAuthnAbortService } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { PasskeyEnded, signInByPasskey } from '../../api/passkeys.ts';

/** How soon a challenge is asked for anew while the browser offers passkeys, in milliseconds: one holds five minutes. */
const ANEW_MS = 4 * 60_000;

/**
 * Sign-in by a passkey: at a button and, where the browser can, offered in the field for the e-mail address from the beginning.
 * @param here passkeys can be used on this page
 * @param onSignedIn the server has set the session cookie
 */
export function usePasskeySignIn(here: boolean, onSignedIn: () => void) {
  const done = useRef(onSignedIn);
  done.current = onSignedIn;
  const pressed = useMutation({ mutationFn: () => signInByPasskey(), onSuccess: () => done.current() });
  const { mutate: offer, ...offered } = useMutation({
    mutationFn: (until: AbortSignal) => signInByPasskey(until),
    onSuccess: () => done.current(),
  });
  // While somebody has pressed the button the browser asks for that alone.
  const offers = here && !pressed.isPending && !pressed.isSuccess;
  useEffect(() => {
    if (!offers) return;
    let round = new AbortController();
    async function begin({ signal }: AbortController) {
      if ((await browserSupportsWebAuthnAutofill().catch(() => false)) && !signal.aborted) offer(signal);
    }
    function end() {
      round.abort();
      WebAuthnAbortService.cancelCeremony();
    }
    void begin(round);
    const anew = setInterval(() => {
      end();
      round = new AbortController();
      void begin(round);
    }, ANEW_MS);
    return () => {
      clearInterval(anew);
      end();
    };
  }, [offers, offer]);
  // Nobody has asked for what was only offered: that it came to nothing is said only where the server refused it.
  const refused = offered.error instanceof PasskeyEnded ? null : offered.error;
  return {
    signIn: () => pressed.mutate(),
    busy: pressed.isPending,
    error: pressed.error ?? refused,
    isIdle: pressed.isIdle && !offered.isSuccess,
  };
}
