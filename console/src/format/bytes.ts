/** Size of a file with both the rounded and the exact figure, such as `444 KiB (455,012 bytes)`. */
export function formatBytes(bytes: number): string {
  const exact = `${new Intl.NumberFormat('en').format(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1024) return exact;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / (1024 * 1024), 'MiB'];
  const rounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(amount);
  return `${rounded} ${unit} (${exact})`;
}
