import type { Limitation, ListedSeller, Price } from '@marketsafe/contract';
import type { DraftRow } from '../database/draft-rows.ts';
import type { Standing } from '../known/standing.ts';

/** From so many prices of one currency on, one can tell which is far from the others. */
const ENOUGH_PRICES = 5;

/** How many times higher or lower than the middle one a price is that stands out. */
const FAR_OFF = 4;

/** What a person has to look at before a draft is finished among others. `bad`: it is not finished together with the rest. */
export type Unusual =
  | { code: 'wall'; tone: 'bad'; wall: string }
  | { code: 'known'; tone: 'bad' | 'warn'; standing: Exclude<Standing, { is: 'new' }> }
  | { code: 'listed'; tone: 'warn'; listed: ListedSeller }
  | { code: 'no-picture' | 'rendered-only'; tone: 'warn' }
  | { code: 'changed' | 'price-far-off'; tone: 'warn' }
  | { code: 'fact-missing'; tone: 'warn'; facts: ('title' | 'price' | 'seller')[] };

/** The middle price of each currency in which there are enough to compare. */
export function middlePrices(prices: readonly Price[]): ReadonlyMap<string, number> {
  const byCurrency = new Map<string, number[]>();
  for (const { currency, min } of prices)
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), min]);
  return new Map(
    [...byCurrency].flatMap(([currency, all]) => {
      const middle = all.sort((one, other) => one - other)[Math.floor(all.length / 2)];
      return all.length >= ENOUGH_PRICES && middle ? [[currency, middle] as const] : [];
    }),
  );
}

function isFarOff(price: Price | undefined, middles: ReadonlyMap<string, number>): boolean {
  const middle = price && middles.get(price.currency);
  return Boolean(middle && price && (price.max * FAR_OFF < middle || price.min > middle * FAR_OFF));
}

/** A claim that stands in this one's way, or a colleague's draft of the same listing; anything else is only worth knowing. */
function toneOf(standing: Standing): 'bad' | 'warn' {
  if (standing.is === 'sent') return standing.state === 'removed' ? 'warn' : 'bad';
  return standing.is === 'on-its-way' || standing.is === 'draft-elsewhere' ? 'bad' : 'warn';
}

/** What is unusual about a draft, the gravest first. `standing`: what there is about its listing beside this draft. */
export function unusualIn(
  { wall, target, evidence }: Pick<DraftRow, 'wall' | 'target' | 'evidence'>,
  context: {
    limitations: readonly Limitation[];
    standing: Standing;
    /** The list of the organisation's that its seller is on. */
    listed?: ListedSeller | null;
    middles: ReadonlyMap<string, number>;
  },
): Unusual[] {
  const methods = new Set(evidence.flatMap(({ files }) => files.map(({ method }) => method)));
  const facts = (['title', 'price', 'seller'] as const).filter((name) => target[name] === undefined);
  const { standing, listed } = context;
  return [
    ...(wall === undefined ? [] : [{ code: 'wall' as const, tone: 'bad' as const, wall }]),
    ...(standing.is === 'new' ? [] : [{ code: 'known' as const, tone: toneOf(standing), standing }]),
    ...(listed?.list === 'allow' ? [{ code: 'listed' as const, tone: 'warn' as const, listed }] : []),
    ...(methods.has('pixels')
      ? []
      : [
          {
            code: methods.has('rendered') ? ('rendered-only' as const) : ('no-picture' as const),
            tone: 'warn' as const,
          },
        ]),
    ...(context.limitations.includes('facts-changed')
      ? [{ code: 'changed' as const, tone: 'warn' as const }]
      : []),
    ...(isFarOff(target.price, context.middles)
      ? [{ code: 'price-far-off' as const, tone: 'warn' as const }]
      : []),
    ...(facts.length > 0 && wall === undefined
      ? [{ code: 'fact-missing' as const, tone: 'warn' as const, facts }]
      : []),
  ];
}
