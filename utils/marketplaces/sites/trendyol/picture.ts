const PICTURES = 'https://cdn.dsmcdn.com';

/** A picture's whole address in its own size: old state leaves out the host, the page draws `/mnresize/620/920/…`. */
export function wholePicture(path: string): string {
  const address = path.startsWith('/') && !path.startsWith('//') ? `${PICTURES}${path}` : path;
  return address.replace(/\/mnresize\/[\d-]{1,5}\/[\d-]{1,5}\//, '/');
}

/** Neither what stands in for a missing picture nor the site's own graphics. */
export function isItemPicture(path: string): boolean {
  return !/product-placeholder|\/web\/|\/mobile\/|\/seller-store\//.test(path);
}
