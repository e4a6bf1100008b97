/** Colours of a drawing. */
export interface Ink {
  readonly background: string;
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly strong: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
}

/** Dark on white: what is printed or put into a document. */
export const PAPER: Ink = {
  background: '#ffffff',
  surface: '#ffffff',
  sunken: '#f4f6f8',
  line: '#dce1e6',
  strong: '#b3bcc6',
  text: '#1c252e',
  muted: '#5b6773',
  accent: '#22639c',
};
