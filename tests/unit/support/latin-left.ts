import { LANGUAGE_NAMES, PRODUCT_NAME } from '@marketsafe/words';

/** Names, units and keys that Chinese text writes in Latin letters, too. */
const LATIN_IN_CHINESE = [
  PRODUCT_NAME,
  LANGUAGE_NAMES.en,
  'MarketSafe',
  'SHA-256',
  'RFC',
  'UTC',
  'ZIP',
  'CSV',
  'Excel',
  'PNG',
  'JPEG',
  'WebP',
  'PDF',
  'HTML',
  'JSON',
  'Cookie',
  'Ctrl',
  'Enter',
  'Shift',
  'Delete',
  'CSS',
  'USD',
  'https://reports.example.com',
  'https',
  'http',
];

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/** What a person reads or hears of markup, and how it says what it is about. */
function readIn(html: string): string[] {
  const attributes = [
    ...html.matchAll(/ (?:alt|title|placeholder|label|aria-label|aria-description)="([^"]*)"/g),
  ];
  return [...attributes.map(([, text = '']) => text), ...html.replace(/<[^>]+>/g, '\n').split('\n')]
    .map((text) => text.replace(/&\w+;|&#x27;/g, (entity) => ENTITIES[entity] ?? ' '))
    .filter((text) => text.trim() !== '');
}

/** Words in Latin letters that a page in Chinese still holds, beside names, units and `data`: what nobody has translated. */
export function latinLeft(html: string, data: readonly string[] = []): string[] {
  return readIn(html).flatMap((text) => {
    const rest = [...data, ...LATIN_IN_CHINESE].reduce((left, known) => left.replaceAll(known, ' '), text);
    return rest.match(/[A-Za-z]{3,}(?:[ ,.'’-]+[A-Za-z]+)*/g) ?? [];
  });
}
