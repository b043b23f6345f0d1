/**
 * Longest address of a page, in UTF-16 code units. Longer ones are refused without being parsed: no marketplace makes them, and patterns
 * must not run over megabytes.
 */
export const MAX_URL_LENGTH = 16_384;

/**
 * Upper bounds on what a page may tell us, in UTF-16 code units or entries. Extraction cuts to them and the contract's parsers
 * refuse more, so a hostile page cannot fill the disk or the database.
 */
export const FACT_LIMITS = {
  title: 2_000,
  raw: 4_000,
  name: 500,
  url: 4_000,
  images: 200,
  description: 100_000,
  category: 30,
  /** Choices of a listing (colour, size), values of each, and combinations that can be bought. */
  options: 20,
  optionValues: 300,
  skus: 500,
  /** Listing cards of one search or store page. */
  cards: 500,
} as const;
