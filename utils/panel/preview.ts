import {
  DECLARED_TEXTS,
  type DeclarationName,
  type FilledField,
  type MaskedCopy,
  type Right,
  sentFields,
} from '@marketsafe/contract';
import { disclosedCopies, disclosedParts } from '@marketsafe/evidence';
import {
  fieldLabel,
  formatBytes,
  formatPrice,
  m,
  marketplaceName,
  optionLabel,
  placeName,
  reasonName,
  rightTypeName,
  sellerLines,
} from '@marketsafe/words';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { maskCapture } from '../masking/masked-copies.ts';
import type { Masker } from '../masking/masker.ts';

/** A name with what stands behind it. */
interface Line {
  name: string;
  text: string;
  /** Where it leads, for an address. */
  href?: string;
}

/** What the marketplace will see of a draft, and so the seller. */
export interface Preview {
  listing: Line[];
  claim: Line[];
  /** Masked copies, in order; their bytes as they go out. */
  pictures: { sha256: string; bytes: Blob }[];
}

function textOf(field: FilledField): string {
  switch (field.editor) {
    case 'text':
      return field.text;
    case 'files':
      return field.files.map(({ file }) => `${file.type} · ${formatBytes(file.bytes)}`).join('\n');
    case 'table':
      return field.rows
        .map((row) =>
          field.columns
            .flatMap((column) => (row[column] ? [optionLabel(field.table, row[column])] : []))
            .join(' · '),
        )
        .join('\n');
  }
}

/** What goes out of a draft in words, as it stands: by the classes of its fields and the consents on it. */
export function previewLines(
  draft: Pick<DraftRow, 'target' | 'reason' | 'explanation' | 'declarations' | 'particulars'>,
  right: Right | undefined,
): Pick<Preview, 'listing' | 'claim'> {
  const { explanation, declarations, particulars } = sentFields(draft);
  const { reason, target } = draft;
  const out = disclosedParts({
    ...{ target, reason, explanation, declarations },
    // What is not finished may not be handed in yet; what of it would go out is the same.
    particulars: particulars as Parameters<typeof disclosedParts>[0]['particulars'],
  });
  const said = (name: string, text: string | undefined): Line[] => (text ? [{ name, text }] : []);
  const declared = (Object.keys(DECLARED_TEXTS) as DeclarationName[]).filter(
    (name) => out.declarations[name],
  );
  return {
    listing: [
      ...said(m.documents_label_marketplace(), marketplaceName(out.target.marketplace)),
      ...said(m.documents_label_item(), out.target.itemId),
      {
        name: m.documents_label_address(),
        text: out.target.canonicalUrl,
        href: out.target.canonicalUrl,
      },
      ...said(m.facts_name_title(), out.target.title),
      ...said(m.facts_name_price(), out.target.price && formatPrice(out.target.price)),
      ...said(m.facts_name_seller(), out.target.seller && sellerLines(out.target.seller).join('\n')),
    ],
    claim: [
      ...(right
        ? [
            ...said(m.documents_label_right(), `${rightTypeName(right.type)} · ${placeName(right.place)}`),
            ...said(m.documents_label_right_number(), right.number),
            ...said(m.documents_label_mark(), `${right.mark} (${right.brand})`),
            ...said(m.documents_label_owner(), right.owner),
            ...said(m.documents_label_classes(), right.niceClasses.join(', ')),
          ]
        : []),
      ...said(m.documents_label_reason(), reason && reasonName(reason)),
      ...said(m.desk_explanation_en(), out.explanation.en.trim()),
      ...said(m.desk_explanation_zh(), out.explanation.zh.trim()),
      ...out.particulars.flatMap((field) => said(fieldLabel(field.name), textOf(field))),
      ...said(m.desk_declarations(), declared.map((name) => fieldLabel(name)).join('\n')),
    ],
  };
}

/**
 * What the marketplace will see of a draft as it stands now: the masked copies themselves, made or found as finishing makes or finds them.
 * Rejects where one cannot be made: then none may go out.
 */
export async function previewOf(
  db: ReporterDatabase,
  draft: DraftRow,
  right: Right | undefined,
  masker: Masker,
): Promise<Preview> {
  const copies: MaskedCopy[] = [];
  for (const { captureId } of draft.evidence) {
    const capture = await db.captures.get(captureId);
    if (!capture) throw new Error('the capture is no longer on this device');
    copies.push(...disclosedCopies(await maskCapture(db, capture, masker, Date.now())));
  }
  const rows = await db.blobs.bulkGet(copies.map(({ sha256 }) => sha256));
  const pictures = rows.flatMap((row) => (row ? [{ sha256: row.sha256, bytes: row.bytes }] : []));
  return { ...previewLines(draft, right), pictures };
}
