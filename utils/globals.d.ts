/** The commit of the sources that this build was made from. */
declare const __COMMIT__: string;
/** The version of this build. */
declare const __VERSION__: string;
