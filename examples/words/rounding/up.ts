export function roundToTen(x: number): number {
  return Math.floor(x / 10 + 0.5) * 10;
}
