import { z } from 'zod';
import { CHECKS, FAMILIES } from './checks.ts';
import { REFUSAL_CAUSES } from './vault.ts';

/**
 * `POST /v1/vault/rights/{rightId}/decision`, by the program's staff. `revision`: the one that was looked at. What was ticked, and for which
 * families of marketplaces the right was not looked at, is kept with the decision.
 */
export const rightDecision = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('verified'),
    revision: z.number().int().positive(),
    checked: z.array(z.enum(CHECKS)).max(CHECKS.length),
    setAside: z.array(z.enum(FAMILIES)).max(FAMILIES.length).default([]),
  }),
  z.strictObject({
    decision: z.literal('refused'),
    revision: z.number().int().positive(),
    cause: z.enum(REFUSAL_CAUSES),
    /** For the holder: what is wrong, and what would mend it. */
    text: z.string().trim().min(1).max(2_000),
  }),
]);
export type RightDecision = z.infer<typeof rightDecision>;
