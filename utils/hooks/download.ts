/** How long the browser may take to start reading a download, in milliseconds, before its address is given up. */
const READ_WITHIN_MS = 60_000;

/** Saves a file through the browser's own downloads. The name keeps only letters, digits, dots and dashes. */
export function downloadFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name.replace(/[^A-Za-z0-9.-]+/g, '-');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
}
