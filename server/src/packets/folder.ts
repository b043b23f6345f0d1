/** Under which name the file store keeps a packet's own files: no organisation's id can be taken for it. */
export function packetFolder(packetId: string): string {
  return `packet-${packetId}`;
}
