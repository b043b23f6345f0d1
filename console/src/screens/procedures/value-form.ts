import {
  type Bilingual,
  leafSchema,
  type OwnWords,
  PERIOD_UNITS,
  type Period,
  type Places,
  type ProcedureSource,
  type Sourced,
  type ValueKind,
  type ValuePath,
} from '@marketsafe/contract/procedures';
import { kindAt } from '../../components/procedures/kind-at.ts';

/** A value as it is typed: whatever its kind, texts under names, and what is ticked. */
interface ValueForm {
  /** It was looked for and not found. */
  isNotKnown: boolean;
  /** By the name of the control. */
  typed: Readonly<Record<string, string>>;
  ticked: readonly string[];
}

/** Everything that is typed of a change. */
export interface LeafForm extends ValueForm {
  grade: string;
  sourceTitle: string;
  sourceAddress: string;
  sourceDate: string;
  seenOn: string;
  isLookedAt: boolean;
  noteEn: string;
  noteZh: string;
}

function linesOf(texts: readonly Bilingual[], language: keyof Bilingual): string {
  return texts.map((text) => text[language]).join('\n');
}

function typedOf(kind: ValueKind, value: unknown): Record<string, string> {
  // Which type a value has, its kind says; it was parsed with the kind's schema.
  switch (kind.editor) {
    case 'text': {
      const { en, zh } = value as Bilingual;
      return { en, zh };
    }
    case 'texts':
      return { en: linesOf(value as Bilingual[], 'en'), zh: linesOf(value as Bilingual[], 'zh') };
    case 'own-words': {
      const { en, zh, other } = value as OwnWords;
      return { en: en ?? '', zh: zh ?? '', other: other ?? '' };
    }
    case 'period': {
      const { least, most, unit } = value as Period;
      return { least: least === null ? '' : String(least), most: String(most), unit };
    }
    case 'places':
      return { places: value === 'any' ? '' : (value as string[]).join(', ') };
    case 'tokens':
      return { tokens: (value as string[]).join(', ') };
    case 'choices':
      return {};
    case 'number':
    case 'choice':
    case 'address':
      return { value: String(value) };
  }
}

function tickedOf(kind: ValueKind, value: unknown): string[] {
  if (kind.editor === 'choices') return value as string[];
  return kind.editor === 'places' && value === 'any' ? ['any'] : [];
}

/** The form of a value as it stands; of one that is not there an empty one. `today` is `YYYY-MM-DD`. */
export function formOf(kind: ValueKind, leaf: Sourced<unknown> | undefined, today: string): LeafForm {
  const value = leaf?.value ?? null;
  return {
    isNotKnown: leaf !== undefined && value === null,
    typed: value === null ? emptyOf(kind) : typedOf(kind, value),
    ticked: value === null ? [] : tickedOf(kind, value),
    grade: leaf?.grade ?? 'D',
    sourceTitle: leaf?.source?.title ?? '',
    sourceAddress: leaf?.source?.address ?? '',
    sourceDate: leaf?.source?.date ?? '',
    // The source has to be looked at for a change.
    seenOn: today,
    isLookedAt: false,
    noteEn: leaf?.note?.en ?? '',
    noteZh: leaf?.note?.zh ?? '',
  };
}

function emptyOf(kind: ValueKind): Record<string, string> {
  if (kind.editor === 'period') return { least: '', most: '', unit: PERIOD_UNITS[0] };
  return kind.editor === 'choice' ? { value: kind.options[0] ?? '' } : {};
}

function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function partsOf(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter(Boolean);
}

/** Texts line by line; those of one language only end up with an empty other half, which the schema refuses. */
function pairedLines(en: string, zh: string): Bilingual[] {
  const [first, second] = [en, zh].map((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );
  const length = Math.max(first?.length ?? 0, second?.length ?? 0);
  return Array.from({ length }, (_, index) => ({ en: first?.[index] ?? '', zh: second?.[index] ?? '' }));
}

function typedValue(kind: ValueKind, { typed, ticked }: ValueForm): unknown {
  const text = (name: string) => typed[name] ?? '';
  switch (kind.editor) {
    case 'text':
      return { en: text('en'), zh: text('zh') } satisfies Bilingual;
    case 'texts':
      return pairedLines(text('en'), text('zh'));
    case 'own-words': {
      const words = (name: string) => text(name).trim() || null;
      const other = words('other');
      return { en: words('en'), zh: words('zh'), ...(other !== null && { other }) } satisfies OwnWords;
    }
    case 'period': {
      const least = text('least').trim() === '' ? null : numberOf(text('least'));
      return { least, most: numberOf(text('most')), unit: text('unit') };
    }
    case 'places':
      return (ticked.includes('any') ? 'any' : partsOf(text('places').toUpperCase())) satisfies Places;
    case 'tokens':
      return partsOf(text('tokens').toLowerCase());
    case 'choices':
      return kind.options.filter((option) => ticked.includes(option));
    case 'number':
      return numberOf(text('value'));
    case 'choice':
      return text('value');
    case 'address':
      return text('value').trim();
  }
}

function sourceOf({ sourceTitle, sourceAddress, sourceDate }: LeafForm): ProcedureSource | null {
  if ([sourceTitle, sourceAddress, sourceDate].every((text) => text.trim() === '')) return null;
  return {
    title: sourceTitle,
    address: sourceAddress.trim() || null,
    date: sourceDate.trim() || null,
  };
}

/** Which group of controls something is wrong in. */
export type WrongGroup = 'value' | 'grade' | 'source' | 'seenOn' | 'note';

/** What was typed as a value with its source, or where something of it is wrong. */
export function leafOf(
  path: Pick<ValuePath, 'part' | 'field'>,
  form: LeafForm,
): { leaf: Sourced<unknown>; wrong: [] } | { leaf: null; wrong: WrongGroup[] } {
  const { isNotKnown, noteEn, noteZh, seenOn } = form;
  const hasNote = noteEn.trim() !== '' || noteZh.trim() !== '';
  const read = leafSchema(path).safeParse({
    value: isNotKnown ? null : typedValue(kindAt(path), form),
    grade: isNotKnown ? null : form.grade,
    source: isNotKnown ? null : sourceOf(form),
    seenOn,
    verified: form.isLookedAt && !isNotKnown ? { by: null, on: seenOn } : null,
    ...(hasNote && { note: { en: noteEn, zh: noteZh } }),
  });
  if (read.success) return { leaf: read.data, wrong: [] };
  const groups = new Set(read.error.issues.map(({ path: [first] }) => String(first) as WrongGroup));
  return { leaf: null, wrong: [...groups] };
}

/** A name for a new item, made of what somebody calls it: small Latin letters, digits and hyphens. */
export function itemNameOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
}
