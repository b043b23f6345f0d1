/** Under which name the file store keeps a raid's package: no organisation's id can be taken for it. */
export function raidFolder(packageId: string): string {
  return `raid-${packageId}`;
}
