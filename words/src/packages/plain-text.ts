/** A text of a package without characters that could rewrite or turn round what stands beside it. */
export function plainText(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '�');
}
