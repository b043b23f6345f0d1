import {
  type ClaimSubmission,
  type DisclosedField,
  type DisclosedHead,
  type DisclosedLink,
  type EvidenceItem,
  type FilledField,
  type Right,
  reasonByCode,
} from '@marketsafe/contract';
import { dayOf, disclosedCopies, disclosedParts } from '@marketsafe/evidence';
import type { Paper } from './parts.ts';

/** What a packet's head is made of. */
interface HeadSource {
  number: string;
  marketplace: DisclosedHead['marketplace'];
  reason: DisclosedHead['reason'];
  /** What the marketplace calls the reason, where that is known. */
  wording: DisclosedHead['wording'];
  right: Right;
  complainant: DisclosedHead['complainant'];
  expedited: boolean;
  builtAt: Date;
}

/** What all links of a packet have in common, as the marketplace gets to see it. */
export function disclosedHeadOf(source: HeadSource): DisclosedHead {
  const { number, marketplace, reason, wording, right, complainant, expedited, builtAt } = source;
  const { type, mark, place, number: registration, owner, niceClasses, expiresOn } = right;
  return {
    schema: 1,
    number,
    marketplace,
    targetKind: 'listing',
    reason,
    statement: { ...reasonByCode(reason).statement },
    ...(wording && { wording }),
    right: { type, mark, place, number: registration, owner, niceClasses, expiresOn },
    complainant,
    expedited,
    builtOn: dayOf(builtAt.toISOString()),
  };
}

/** What a link is made of. */
interface LinkSource {
  number: string;
  claim: Pick<ClaimSubmission, 'target' | 'reason' | 'explanation' | 'declarations' | 'particulars'>;
  /** Its captures, with those that answered questions. */
  evidence: readonly EvidenceItem[];
  /** Copies of the added files that may go, by the hash of what was handed in. What has none stays. */
  papers: ReadonlyMap<string, Paper>;
}

/**
 * Picks out of a claim what the marketplace gets to see of it: the one place that does so. Built up from what may go, field by field, by
 * the classes of the contract and the consents on this very claim; never a claim less some fields.
 */
export function disclosedLinkOf({ number, claim, evidence, papers }: LinkSource): DisclosedLink {
  const { target, explanation, declarations, particulars } = disclosedParts(claim);
  const names = nameFiles();
  return {
    claim: number,
    itemId: target.itemId,
    canonicalUrl: target.canonicalUrl,
    ...(target.title !== undefined && { title: target.title }),
    ...(target.price && { price: target.price }),
    ...(target.seller && { seller: target.seller }),
    capturedOn: dayOf(claim.target.capturedAt),
    explanation: { en: explanation.en, zh: explanation.zh },
    declarations: Object.fromEntries(
      Object.entries(declarations).map(([name, said]) => [name, said === true]),
    ),
    particulars: particulars.flatMap((field) => disclosedFieldOf(field, papers, names.paper) ?? []),
    pictures: evidence.flatMap(({ masked }) =>
      disclosedCopies(masked).map(({ sha256, bytes, type, shows }) => ({
        ...{ name: names.picture(type), sha256, bytes, type },
        ...(shows && { shows }),
      })),
    ),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** Names made of numbers: what a device or a person called a file can say something. */
function nameFiles() {
  let pictures = 0;
  let papers = 0;
  const extension = (type: string) => EXTENSIONS[type] ?? 'png';
  return {
    picture: (type: string) => `picture-${++pictures}.${extension(type)}`,
    paper: (type: string) => `paper-${++papers}.${extension(type)}`,
  };
}

function disclosedFieldOf(
  field: FilledField,
  papers: ReadonlyMap<string, Paper>,
  nameOf: (type: string) => string,
): DisclosedField | undefined {
  const { name } = field;
  switch (field.editor) {
    case 'text':
      return { editor: 'text', name, text: field.text };
    case 'table':
      return {
        editor: 'table',
        name,
        columns: [...field.columns],
        rows: field.rows.map((row) =>
          Object.fromEntries(field.columns.map((column) => [column, String(Reflect.get(row, column) ?? '')])),
        ),
      };
    case 'files': {
      const files = field.files.flatMap(({ file }) => {
        const paper = papers.get(file.sha256);
        if (!paper) return [];
        const { sha256, bytes, type } = paper;
        return [{ name: nameOf(type), sha256, bytes, type }];
      });
      return files.length > 0 ? { editor: 'files', name, files } : undefined;
    }
  }
}
