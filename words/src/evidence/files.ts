import type { CaptureProfile, EvidenceFile } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

type Method = EvidenceFile['method'];

const METHODS = {
  pixels: m.evidence_method_pixels,
  rendered: m.evidence_method_rendered,
  snapshot: m.evidence_method_snapshot,
  fetched: m.evidence_method_fetched,
  recorded: m.evidence_method_recorded,
  stitched: m.evidence_method_stitched,
  painted: m.evidence_method_painted,
} satisfies Record<Method, unknown>;

/** How a file of a capture came to be, in words that never let a rendering pass for a screenshot. */
export function methodName(method: string, language: Language = currentLanguage()): string {
  return (known(METHODS, method) ?? m.evidence_method_unknown)({}, { locale: language });
}

const SHOWS = {
  pixels: m.evidence_shows_pixels,
  rendered: m.evidence_shows_rendered,
  snapshot: m.evidence_shows_snapshot,
  fetched: m.evidence_shows_fetched,
  recorded: m.evidence_shows_recorded,
  stitched: m.evidence_shows_stitched,
  painted: m.evidence_shows_painted,
} satisfies Record<Method, unknown>;

/** What a picture of a capture shows, for who cannot see it. */
export function pictureDescription(method: string, language: Language = currentLanguage()): string {
  return (known(SHOWS, method) ?? m.evidence_shows_unknown)({}, { locale: language });
}

const ROLES = {
  evidentiary: m.evidence_role_evidentiary,
  working: m.evidence_role_working,
  derived: m.evidence_role_derived,
} satisfies Record<EvidenceFile['role'], unknown>;

/** What a file is for, as part of a line. */
export function roleName(role: string, language: Language = currentLanguage()): string {
  return (known(ROLES, role) ?? m.evidence_role_unknown)({}, { locale: language });
}

const KINDS = {
  'image/png': m.evidence_kind_png,
  'image/jpeg': m.evidence_kind_jpeg,
  'image/webp': m.evidence_kind_webp,
  'image/gif': m.evidence_kind_gif,
  'image/avif': m.evidence_kind_avif,
  'text/html': m.evidence_kind_html,
  'application/json': m.evidence_kind_json,
} satisfies Record<EvidenceFile['type'], unknown>;

/** Kind of a file's data; a media type that this version does not know stands for itself. */
export function fileKindName(type: string, language: Language = currentLanguage()): string {
  return known(KINDS, type)?.({}, { locale: language }) ?? type;
}

/** What a picture of the page is called among the others of its capture: the first one, a part of the page, or its method. */
export function pictureLabel(
  { path, method }: Pick<EvidenceFile, 'path' | 'method'>,
  language: Language = currentLanguage(),
): string {
  if (path === 'viewport.png') return m.evidence_picture_first({}, { locale: language });
  const slice = /^slice-(\d+)\./.exec(path)?.[1];
  if (method === 'pixels' && slice !== undefined)
    return m.evidence_picture_slice({ number: Number(slice) }, { locale: language });
  return methodName(method, language);
}

/** What the record of a capture is, in a list of its files. */
export function recordDescription(language: Language = currentLanguage()): string {
  return m.evidence_method_record({}, { locale: language });
}

/** Name of a capture among those of a claim, counted from 1; with how many there are where that is given. */
export function captureName(number: number, count?: number, language: Language = currentLanguage()): string {
  return count === undefined
    ? m.evidence_capture_name({ number }, { locale: language })
    : m.evidence_capture_name_of({ number, count }, { locale: language });
}

const PROFILES = {
  quick: m.evidence_profile_quick,
  full: m.evidence_profile_full,
} satisfies Record<CaptureProfile, unknown>;

/** What was asked for: the window or the whole page. */
export function profileName(profile: CaptureProfile, language: Language = currentLanguage()): string {
  return PROFILES[profile]({}, { locale: language });
}
