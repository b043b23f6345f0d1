import { type ClaimDetail, type EvidenceFile, filledFields } from '@marketsafe/contract';
import { captureName, fieldLabel, m, methodName, pictureDescription } from '@marketsafe/words';

/** One picture that whoever reviews looks at. */
export interface ReviewPicture {
  sha256: string;
  /** What it is, above it. */
  label: string;
  alt: string;
}

type Capture = ClaimDetail['evidence'][number];

/** The window first, then the whole page, then the listing's own pictures; slices are in the whole page already. */
function shownFiles({ files }: Pick<Capture, 'files'>): EvidenceFile[] {
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  const [window, ...slices] = pictures.filter(({ method }) => method === 'pixels' || method === 'rendered');
  const whole = pictures.filter(({ method }) => method === 'stitched');
  const listing = pictures.filter(({ method }) => method === 'fetched');
  return [...(window ? [window] : []), ...(whole.length > 0 ? whole : slices), ...listing];
}

function ofCapture(capture: Capture, name: string): ReviewPicture[] {
  return shownFiles(capture).map(({ sha256, method }) => ({
    sha256,
    label: name === '' ? methodName(method) : `${name} · ${methodName(method)}`,
    alt: pictureDescription(method),
  }));
}

/** All pictures of a claim, the newest capture first: what was answered, what was filed, and what people added. */
export function picturesOf(claim: ClaimDetail): ReviewPicture[] {
  const count = claim.evidence.length;
  const answers = claim.questions.flatMap(({ answer }) => (answer ? [answer] : [])).reverse();
  const all = [
    ...answers.flatMap(({ evidence }) =>
      evidence.flatMap((capture) => ofCapture(capture, m.inquiry_answer())),
    ),
    ...answers
      .flatMap(({ files }) => files.map((file) => ofFile(file, m.inquiry_answer())))
      .filter(isPicture),
    ...claim.evidence.flatMap((capture, index) =>
      ofCapture(capture, count > 1 ? captureName(index + 1, count) : ''),
    ),
    ...filledFields(claim.particulars)
      .flatMap((field) =>
        field.editor === 'files' ? field.files.map(({ file }) => ofFile(file, fieldLabel(field.name))) : [],
      )
      .filter(isPicture),
  ].map(withoutType);
  // The same bytes may stand in several places: one picture is enough.
  return [...new Map(all.map((picture) => [picture.sha256, picture])).values()];
}

type Typed = ReviewPicture & { type?: string };

function ofFile(
  { sha256, name = '', type }: { sha256: string; name?: string | undefined; type: string },
  field: string,
): Typed {
  return { sha256, type, label: `${field} · ${name}`, alt: name };
}

function isPicture({ type }: Typed): boolean {
  return type?.startsWith('image/') ?? true;
}

function withoutType({ sha256, label, alt }: Typed): ReviewPicture {
  return { sha256, label, alt };
}
