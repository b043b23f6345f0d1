import { type PackageFinding, type PackageFindingCode, SIGNATORIES } from '@marketsafe/contract';
import { marketplaceName } from '../claim/marketplaces.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { FINDINGS, TRUST } from './finding-messages.ts';
import { plainText } from './plain-text.ts';

/** What a parameter of a finding is, as a reader sees it: most come out of the package. */
function shown(name: string, value: string | number, language: Language): string {
  if (name === 'trust') {
    const signatory = SIGNATORIES.find((known) => known === value) ?? 'nobody';
    return TRUST[signatory]({}, { locale: language });
  }
  return plainText(name === 'marketplace' ? marketplaceName(String(value), language) : String(value));
}

function say<Code extends PackageFindingCode>(
  code: Code,
  params: Parameters<(typeof FINDINGS)[Code]>[0],
  language: Language,
): string {
  return FINDINGS[code](params, { locale: language });
}

/** What a check of a package found, as a sentence for a person who has never seen the inside of a package. */
export function packageFindingSentence(
  { code, params }: PackageFinding,
  language: Language = currentLanguage(),
): string {
  const texts = Object.entries(params).map(([name, value]) => [name, shown(name, value, language)]);
  return say(code, Object.fromEntries(texts) as Parameters<(typeof FINDINGS)[typeof code]>[0], language);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function headingOf({ id, subject }: { id: string; subject: string }, language: Language): string {
  const locale = { locale: language };
  if (!UUID.test(subject)) return m.packages_heading_package({}, locale);
  return id === 'enrolment'
    ? m.packages_heading_device({ id: subject }, locale)
    : m.packages_heading_capture({ id: subject }, locale);
}

/** Checks under what they are about, in the order in which it first comes up. */
export function groupChecks<Check extends { id: string; subject: string }>(
  checks: readonly Check[],
  language: Language = currentLanguage(),
): { heading: string; checks: Check[] }[] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const heading = headingOf(check, language);
    groups.set(heading, [...(groups.get(heading) ?? []), check]);
  }
  return [...groups].map(([heading, own]) => ({ heading, checks: own }));
}

const KINDS = {
  evidence: m.packages_kind_evidence,
  disclosure: m.packages_kind_disclosure,
  leaving: m.packages_kind_leaving,
  raid: m.packages_kind_raid,
} as const;

/** What a verdict comes to, in a sentence or two. */
export function conclusionOf(
  verdict: { ok: boolean; kind: keyof typeof KINDS | null; checks: readonly { state: string }[] },
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const count = (state: string) => verdict.checks.filter((check) => check.state === state).length;
  if (!verdict.ok || verdict.kind === null) return m.packages_refused({ count: count('failed') }, locale);
  const ok = m.packages_ok({ kind: KINDS[verdict.kind]({}, locale) }, locale);
  const untrusted = count('untrusted');
  return untrusted === 0 ? ok : m.packages_ok_untrusted({ ok, count: untrusted }, locale);
}
