import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

/** Why a sign-in could not be begun. `status` is that of the server's answer. */
export type SignInProblem = { code: 'unreachable' | 'foreign' } | { code: 'refused'; status: number };

/** Says why a sign-in could not be begun, and what to do. A code of another version is told in general. */
export function signInSentence(problem: SignInProblem, language: Language = currentLanguage()): string {
  const locale = { locale: language };
  switch (problem.code) {
    case 'unreachable':
      return m.session_unreachable({}, locale);
    case 'foreign':
      return m.session_foreign({}, locale);
    case 'refused':
      return m.session_refused({ status: problem.status }, locale);
    default:
      return m.session_failed({}, locale);
  }
}
