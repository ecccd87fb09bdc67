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
