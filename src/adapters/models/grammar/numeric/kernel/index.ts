export {
  configurePrograms,
  leafAt,
  outputAt,
  score,
  screen,
  seal,
  targetAt,
  weightAt,
} from './programs';
export {
  codeAt,
  configureSampler,
  eliteAt,
  emitBlock,
  lengthAt,
  rowAt,
  sample,
  sampledDistinct,
  sampledGenerated,
  sampledNew,
  sampledRunOnAll,
  sampledRunOnOne,
  sampledTokens,
  setToken,
} from './sampler';
export {
  applyRow,
  bankConsidered,
  bankSize,
  columnAt,
  combineRow,
  configureBank,
  findBetter,
  foundError,
  leftsAt,
  offer,
  opsAt,
  rightsAt,
} from './bank';
export {
  configureSketches,
  findSketch,
  fuseColumn,
  fuseRow,
  indexSketches,
  joinRow,
  rowCovered,
} from './sketches';
export {
  bestFeature,
  configureFeatures,
  defineSet,
  explainRow,
  foundShare,
  pairRow,
  project,
  restAt,
} from './features';
export { hitAt, hitCount } from './hits';

/** Memory for the host to fill; it is never freed. */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes);
}
export { isNewProgram, seenAt, seenSlots } from './seen';
