import type { RunSetting } from '../../shared/runSettings';

const OPTIONS: Readonly<Record<string, string>> = {
	addLeadKey: 'Add Lead Key to Feedback URL',
	calls: 'Calls That Differ',
	documentPath: 'Path',
	encoding: 'Send As',
	largestSize: 'Largest Size (MB)',
	rememberedLeads: 'Remembered Leads',
	retryTime: 'Total Retry Time (Seconds)',
	searchedPages: 'Searched Pages',
};

/** The parameters of all operations that are read once, with the first item. */
export const ONCE_READ: readonly RunSetting[] = [
	{ path: 'repeats', label: 'Repeats' },
	...Object.entries(OPTIONS).map(([name, label]) => ({ path: `options.${name}`, label })),
];
