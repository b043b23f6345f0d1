import type { Language } from '@marketsafe/contract';
import { createContext } from 'react';

/** What has come of a text that somebody asked for in another language. */
interface AskedTranslation {
  state: 'waiting' | 'asked' | 'refused';
  machineDraft: string | null;
  result: string | null;
}

/** Language help for the texts of a screen. */
export interface Translating {
  find: (text: string, target: Language) => AskedTranslation | undefined;
  mayAsk: (text: string) => boolean;
  onAsk: (text: string, target: Language) => void;
}

/** Texts stand deep inside a screen; where nothing is given, there is no help. */
export const TranslatingContext = createContext<Translating | null>(null);
