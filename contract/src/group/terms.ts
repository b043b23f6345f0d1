/** Words by which titles of listings hint at copies. Each is a code here; what stands in titles is in `SIGNAL_TERM_TEXTS`. */
export const SIGNAL_TERMS = [
  'high-imitation',
  'super-a',
  'a-grade',
  'replica-edition',
  'one-to-one',
  'original-order',
  'pure-original',
  'company-grade',
  'true-label',
  'putian',
  'inspired-by',
  'dupe',
  'mirror-quality',
] as const;
export type SignalTerm = (typeof SIGNAL_TERMS)[number];

interface TermText {
  /** As it stands in titles, for readers. */
  shown: string;
  /** By what it is found: a regular expression of PostgreSQL and of JavaScript alike, whatever the case. */
  found: string;
}

/** What each stands for in titles, without what means something else: 高仿真 is a model, 翡翠A货 an honest grade of jade. */
export const SIGNAL_TERM_TEXTS: Readonly<Record<SignalTerm, TermText>> = {
  'high-imitation': { shown: '高仿', found: '高仿(?!真)' },
  'super-a': { shown: '超A', found: '超a' },
  'a-grade': { shown: 'A货', found: '(?<!翡翠)a货' },
  'replica-edition': { shown: '复刻', found: '复刻' },
  'one-to-one': { shown: '1:1', found: '(?<![0-9])1[:：比]1(?![0-9])|一比一' },
  'original-order': { shown: '原单', found: '原单' },
  'pure-original': { shown: '纯原', found: '纯原(?!色)' },
  'company-grade': { shown: '公司级', found: '公司级' },
  'true-label': { shown: '真标', found: '真标(?!签)' },
  putian: { shown: '莆田', found: '莆田' },
  'inspired-by': { shown: 'inspired', found: '(?<![a-z])inspired(?![a-z])' },
  dupe: { shown: 'dupe', found: '(?<![a-z])dupes?(?![a-z])' },
  'mirror-quality': { shown: 'mirror quality', found: '(?<![a-z])mirror (quality|copy|1:1)' },
};
