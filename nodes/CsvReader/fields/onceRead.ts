import type { IExecuteFunctions } from 'n8n-workflow';

import { CodedError } from '../../shared/codedError';
import { otherSettings, runSettings, type RunSetting } from '../../shared/runSettings';
import { columnFields, emptyCellsOption } from './columnFields';
import { limitOptions, rowLimitOption } from './limitOptions';
import { outputFields } from './outputFields';
import { strayQuotesOption } from './readFields';
import { folderOptions } from './sourceFields';
import { recordsPerSliceField } from './splitFields';

/** The parameters of Read and Split that are read once, with the first item. */
const ONCE_READ: readonly RunSetting[] = [
	...runSettings([...columnFields, ...outputFields, recordsPerSliceField]),
	...runSettings([emptyCellsOption, ...limitOptions, rowLimitOption, ...folderOptions, strayQuotesOption], 'options'),
];

/**
 * Makes the check of whether a setting of the run is for an item what it is for the first. It throws where it is another,
 * and where an expression fails.
 */
export function settingsCheck(context: IExecuteFunctions): (item: number) => void {
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	return (item) => {
		const problem = otherThanTheFirst(item);
		if (problem !== undefined) throw new CodedError('SETTING_DIFFERS', problem);
	};
}
