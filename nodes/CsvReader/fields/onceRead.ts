import { runSettings, type RunSetting } from '../../shared/runSettings';
import { columnFields, emptyCellsOption } from './columnFields';
import { limitOptions, rowLimitOption } from './limitOptions';
import { outputFields } from './outputFields';
import { strayQuotesOption } from './readFields';
import { folderOptions } from './sourceFields';
import { recordsPerSliceField } from './splitFields';

/** The parameters of Read and Split that are read once, with the first item. */
export const ONCE_READ: readonly RunSetting[] = [
	...runSettings([...columnFields, ...outputFields, recordsPerSliceField]),
	...runSettings([emptyCellsOption, ...limitOptions, rowLimitOption, ...folderOptions, strayQuotesOption], 'options'),
];
