import { z } from 'zod';

/**
 * Documents about a claim, `GET /v1/claims/{claimId}/reports/{kind}`. `evidence`: everything, confidential. `disclosure`: what may go to
 * the marketplace. `certificate`: draft under the US Federal Rules of Evidence 902(13) and (14), for a person to sign.
 */
export const REPORT_KINDS = ['evidence', 'disclosure', 'certificate'] as const;
export const reportKind = z.enum(REPORT_KINDS);
export type ReportKind = z.infer<typeof reportKind>;
