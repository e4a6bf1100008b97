export { type Command, Palette, type PaletteProps } from './palette.tsx';
