/** What a badge or notice means; never told by colour alone. */
export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'quiet';
