import type { LanguageSetting, Me } from '@marketsafe/contract';
import { useEffect } from 'react';
import { put } from '../api/client.ts';
import { followAccount } from './language.ts';

/** Tells the account what was chosen. Where it cannot be told now, the next visit does. */
export async function tellAccount(setting: LanguageSetting): Promise<void> {
  try {
    await put('/v1/me/language', setting);
  } catch {
    // The page shows it all the same.
  }
}

/** Shows the language that the signed-in person chose last, wherever that was. */
export function useAccountLanguage(me: Me | undefined): void {
  useEffect(() => {
    const unknown = me && followAccount(me.language);
    if (unknown) void tellAccount(unknown);
  }, [me]);
}
