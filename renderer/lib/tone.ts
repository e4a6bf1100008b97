/**
 * What a colour says, never which it is. Every tone that carries meaning is shown together with an icon or a word, so that
 * it is read without the colour too.
 */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'special';
