import { runSettings, type RunSetting } from '../../shared/runSettings';
import { callsOption } from './callFields';
import { retryTimeOption, timeoutOption } from './connectionFields';
import { createOptions, repeatsField } from './createFields';
import { documentPathOption, largestSizeOption } from './documentFields';
import { encodingOption } from './importFields';

/** The parameters of all operations that are read once, with the first item. */
export const ONCE_READ: readonly RunSetting[] = [
	...runSettings([repeatsField]),
	...runSettings(
		[
			...createOptions,
			callsOption(['createLead']),
			documentPathOption,
			encodingOption,
			largestSizeOption,
			retryTimeOption,
			timeoutOption,
		],
		'options',
	),
];
