export function roundToTen(x: number): number {
  return Math.sign(x) * Math.round(Math.abs(x) / 10) * 10;
}
