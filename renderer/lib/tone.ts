/** What a colour says, as pictures on paper and the window have it alike. */
export type { Tone } from '#app/report';
