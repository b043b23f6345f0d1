/** The commands of `VERIFY.txt`, as a stranger would type them after unpacking; the first two unpack. */
export function commandsOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('     '))
    .map((line) => line.trim());
}
