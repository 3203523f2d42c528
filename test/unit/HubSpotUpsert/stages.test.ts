import type { Definition } from '../../../nodes/HubSpotUpsert/plan/definition';
import { CONTACT_DEFINITIONS, draft, planOf, type SETTINGS } from './planning';

const city = CONTACT_DEFINITIONS.get('city') as Definition;

function choice(name: string, label: string, options: Array<[value: string, label: string, pipelineId?: string]>) {
	return {
		...city,
		name,
		label,
		type: 'enumeration',
		fieldType: 'select',
		externalOptions: true,
		options: options.map(([value, optionLabel, pipelineId]) => ({
			value,
			label: optionLabel,
			hidden: false,
			pipelineId,
		})),
	} as unknown as Definition;
}

const DEFINITIONS = new Map([
	...CONTACT_DEFINITIONS,
	[
		'pipeline',
		choice('pipeline', 'Pipeline', [
			['sales', 'Sales'],
			['support', 'Support'],
		]),
	] as const,
	[
		'stage',
		choice('stage', 'Stage', [
			['s1', 'New', 'sales'],
			['s2', 'Won', 'sales'],
			['t1', 'New', 'support'],
		]),
	] as const,
]);

/** What a deal with these values asks for. */
function planned(properties: Record<string, unknown>, settings: Partial<typeof SETTINGS> = {}) {
	const { writes, rejected } = planOf([draft({ email: 'a@b.de', ...properties })], {
		definitions: DEFINITIONS,
		pipeline: { pipelineProperty: 'pipeline', stageProperty: 'stage' },
		...settings,
	});
	return { write: writes[0], rejected };
}

it('finds a stage among those of its pipeline', () => {
	expect(planned({ pipeline: 'Support', stage: 'New' }).write.properties).toMatchObject({
		pipeline: 'support',
		stage: 't1',
	});
	expect(planned({ pipeline: 'Sales', stage: 'New' }).write.properties).toMatchObject({
		pipeline: 'sales',
		stage: 's1',
	});
});

it('names the pipeline that a stage alone belongs to', () => {
	expect(planned({ stage: 'Won' }).write.properties).toMatchObject({ pipeline: 'sales', stage: 's2' });
	expect(planned({ pipeline: '', stage: 'Won' }, { emptyValues: 'clear' }).write.properties).toMatchObject({
		pipeline: 'sales',
		stage: 's2',
	});
});

it('clears the stage only of an item that has an empty one', () => {
	const clear = { emptyValues: 'clear' } as const;
	expect(planned({ stage: '' }, clear).write.properties).toHaveProperty('stage', '');
	expect(planned({ city: 'Ulm' }, clear).write.properties).not.toHaveProperty('stage');
});

it('leaves a stage out together with its pipeline, and tells so', () => {
	const { write } = planned({ pipeline: 'Elsewhere', stage: 'New' }, { unknownOption: 'drop' });
	expect(write.properties).not.toHaveProperty('pipeline');
	expect(write.properties).not.toHaveProperty('stage');
	expect(write.parts[0].dropped).toEqual([
		expect.stringContaining('Pipeline'),
		expect.stringMatching(/^Stage: its pipeline is left out, too$/),
	]);
});

it('tells of no stage that is left out where the item has none', () => {
	const { write } = planned({ pipeline: 'Elsewhere', stage: '' }, { unknownOption: 'drop' });
	expect(write.parts[0].dropped).toEqual([expect.stringContaining('Pipeline')]);
});
