import type { TokenScope } from '@marketsafe/contract';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const SCOPES = {
  account: m.device_scope_account,
  reference: m.device_scope_reference,
  'claims:submit': m.device_scope_submit,
  'claims:follow': m.device_scope_follow,
} satisfies Record<TokenScope, unknown>;

/** What a scope lets an extension do, as the end of “it may …”. */
export function scopePhrase(scope: TokenScope, language: Language = currentLanguage()): string {
  return SCOPES[scope]({}, { locale: language });
}
