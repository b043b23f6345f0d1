/** The address if it is one that may become a link: https, without a user name in it. Undefined for anything else. */
export function httpsUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, username, password, href } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? href : undefined;
}
