/** A saved page as the extraction command opens it: no script runs, nothing is fetched. */
export { openDocument as openPage } from '../../../../scripts/support/open-document.ts';
