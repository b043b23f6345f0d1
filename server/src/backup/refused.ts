import type { Language } from '@marketsafe/words';

/** Why nothing was backed up, checked or restored, in the language of whoever reads it. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
  readonly say: (language: Language) => string;

  constructor(say: (language: Language) => string) {
    super(say('en'));
    this.say = say;
  }
}
