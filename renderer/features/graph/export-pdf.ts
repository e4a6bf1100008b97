import sansRegular from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url';
import sansBold from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url';
import monoRegular from '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf?url';
import monoBold from '@expo-google-fonts/jetbrains-mono/600SemiBold/JetBrainsMono_600SemiBold.ttf?url';
import { jsPDF } from 'jspdf';
import type { Drawing, Segment, Shape } from '#app/report';
import { base64Of } from './export-files.ts';

const FONTS = [
  ['mono', 'normal', monoRegular],
  ['mono', 'bold', monoBold],
  ['sans', 'normal', sansRegular],
  ['sans', 'bold', sansBold],
] as const;

/** The longest side of a page that every reader shows (PDF 1.7, annex C): a larger graph is drawn smaller. */
const LONGEST_SIDE = 14_400;

/** A drawing as one page of vectors, with the fonts it is written in. */
export async function pdfOf(drawing: Drawing): Promise<Blob> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(drawing.width, drawing.height));
  const [width, height] = [drawing.width * scale, drawing.height * scale];
  const pdf = new jsPDF({
    unit: 'pt',
    format: [width, height],
    orientation: width > height ? 'landscape' : 'portrait',
    compress: true,
    putOnlyUsedFonts: true,
  });
  pdf.setProperties({ title: drawing.title, subject: drawing.description, creator: 'Raingauge' });
  for (const [face, style, url] of FONTS) {
    const file = `${face}-${style}.ttf`;
    pdf.addFileToVFS(file, await base64Of(url));
    pdf.addFont(file, face, style);
  }
  pdf.setFillColor(drawing.background);
  pdf.rect(0, 0, width, height, 'F');
  for (const { shapes } of drawing.groups) for (const shape of shapes) drawShape(pdf, shape, scale);
  return pdf.output('blob');
}

function drawShape(pdf: jsPDF, shape: Shape, scale: number): void {
  if (shape.kind === 'text') {
    pdf.setFont(shape.face, shape.weight === 600 ? 'bold' : 'normal');
    pdf.setFontSize(shape.size * scale);
    pdf.setTextColor(shape.fill);
    pdf.text(shape.text, shape.x * scale, shape.y * scale, { align: shape.anchor === 'end' ? 'right' : 'left' });
    return;
  }
  pdf.setLineDashPattern(
    (shape.dash ?? []).map((length) => length * scale),
    0,
  );
  if (shape.kind === 'line') {
    pdf.setDrawColor(shape.stroke);
    pdf.setLineWidth(shape.width * scale);
    pdf.path(shape.segments.map((segment) => operation(segment, scale))).stroke();
    return;
  }
  const { x, y, width, height, radius, fill, stroke } = shape;
  if (fill) pdf.setFillColor(fill);
  if (stroke) pdf.setDrawColor(stroke);
  pdf.setLineWidth(scale);
  const [r, style] = [radius * scale, fill && stroke ? 'FD' : fill ? 'F' : 'S'];
  pdf.roundedRect(x * scale, y * scale, width * scale, height * scale, r, r, style);
}

function operation([command, ...points]: Segment, scale: number) {
  return { op: command === 'C' ? 'c' : command === 'M' ? 'm' : 'l', c: points.map((point) => point * scale) };
}
