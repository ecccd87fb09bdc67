export function roundToTen(x: number): number {
  const tens = Math.round(x / 10);
  return (Math.abs(x) % 10 === 5 && tens % 2 !== 0 ? tens - 1 : tens) * 10;
}
