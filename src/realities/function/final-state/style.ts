import { charts } from '../../../page/style/charts.ts';
import { controls } from './style/controls.ts';
import { frame } from '../../../page/style/frame.ts';
import { ground } from '../../../page/style/ground.ts';
import { record } from './style/record.ts';
import { screens } from './style/screens.ts';
import { three } from './style/three.ts';

/**
 * The page's style sheet: modules that export text, so that the compiler alone carries it to
 * `dist`. Contrasts are at least 4.5 for text and 3 for marks, in light and dark.
 */
export const style = [ground, frame, three, controls, charts, record, screens].join('');
