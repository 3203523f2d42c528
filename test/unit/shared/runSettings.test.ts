import type { INodeProperties } from 'n8n-workflow';

import { runSettings } from '../../../nodes/shared/runSettings';

const FIELDS: INodeProperties[] = [
	{ displayName: 'Dry Run', name: 'dryRun', type: 'boolean', default: false },
	{ displayName: 'Pipeline Name or ID', name: 'pipeline', type: 'options', default: '' },
];

it('names settings as the editor does, by where they are stored', () => {
	expect(runSettings(FIELDS)).toEqual([
		{ path: 'dryRun', label: 'Dry Run' },
		{ path: 'pipeline', label: 'Pipeline' },
	]);
});

it('finds the settings of a collection within it', () => {
	expect(runSettings(FIELDS, 'options').map(({ path }) => path)).toEqual(['options.dryRun', 'options.pipeline']);
});
