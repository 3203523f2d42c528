import {
	isUnique,
	isWritable,
	keysProblem,
	labelOf,
	unknownOption,
} from '../../../nodes/HubSpotUpsert/plan/definition';
import { chosenStage, stageOptions } from '../../../nodes/HubSpotUpsert/plan/stage';
import { CONTACT_DEFINITIONS, changedDefinition, partOf, rejectedAs } from './planning';

describe('stages', () => {
	const stage = changedDefinition('city', {
		name: 'stage',
		label: 'Stage',
		type: 'enumeration',
		fieldType: 'select',
		externalOptions: true,
		options: [
			{ value: 's1', label: 'New', pipelineId: 'sales' },
			{ value: 's2', label: 'Won', pipelineId: 'sales' },
			{ value: 't1', label: 'New', pipelineId: 'support' },
			{ value: 'x', label: 'Loose' },
		],
	});
	const pipeline = changedDefinition('city', {
		name: 'pipeline',
		label: 'Pipeline',
		type: 'enumeration',
		fieldType: 'select',
		externalOptions: true,
		options: [
			{ value: 'sales', label: 'Sales' },
			{ value: 'support', label: 'Support' },
			{ value: 'empty', label: 'Empty' },
		],
	});
	const settings = {
		definitions: new Map([...CONTACT_DEFINITIONS, ['stage', stage], ['pipeline', pipeline]]),
		pipeline: { pipelineProperty: 'pipeline', stageProperty: 'stage' },
	};

	it('are those of the pipeline, or all where it has none', () => {
		const values = (id?: string) => stageOptions(stage, id).map(({ value }) => value);
		expect(values('sales')).toEqual(['s1', 's2']);
		expect(values('support')).toEqual(['t1']);
		expect(values('empty')).toEqual(['s1', 's2', 't1', 'x']);
		expect(values()).toEqual(['s1', 's2', 't1', 'x']);
		expect(chosenStage(stage, 's2')).toMatchObject({ label: 'Won' });
		expect(chosenStage(stage, undefined)).toBeUndefined();
		expect(chosenStage(stage, 'New')).toBeUndefined();
	});

	it('are written once, after the pipeline, wherever they stand', () => {
		expect(partOf({ stage: 'New', pipeline: 'Support' }, settings).properties).toEqual({
			email: 'a@x.com',
			pipeline: 'support',
			stage: 't1',
		});
	});

	it('name no pipeline where they have none', () => {
		expect(partOf({ stage: 'Loose' }, settings).properties).toEqual({ email: 'a@x.com', stage: 'x' });
	});

	it('do not change the pipeline that the item names', () => {
		expect(partOf({ pipeline: 'Empty', stage: 'Won' }, settings).properties).toMatchObject({
			pipeline: 'empty',
			stage: 's2',
		});
	});

	it('that are empty say nothing of the pipeline', () => {
		expect(partOf({ stage: '' }, { ...settings, emptyValues: 'clear' }).properties).toEqual({
			email: 'a@x.com',
			stage: '',
		});
		expect(partOf({ stage: '' }, settings).properties).toEqual({ email: 'a@x.com' });
	});

	it('that the pipeline does not have are told', () => {
		expect(rejectedAs({ pipeline: 'Support', stage: 'Won' }, settings)).toEqual({
			code: 'OPTION_UNKNOWN',
			reason: `No "Stage" is called "Won" in the item's pipeline (without one, in any pipeline). Correct the stage or the pipeline at the source.`,
		});
		const dropping = { ...settings, unknownOption: 'drop' as const };
		expect(partOf({ pipeline: 'Support', stage: 'Won' }, dropping)).toMatchObject({
			properties: { email: 'a@x.com', pipeline: 'support' },
			dropped: ['Stage: there is no option "Won"'],
		});
	});

	it('are a property like any other where HubSpot does not have it', () => {
		const definitions = new Map(settings.definitions);
		definitions.delete('stage');
		expect(rejectedAs({ stage: 'Won' }, { ...settings, definitions })?.code).toBe('PROPERTY_UNKNOWN');
		const dropping = { ...settings, definitions, unknownProperty: 'drop' as const };
		expect(partOf({ stage: 'Won' }, dropping).dropped).toEqual(['stage: there is no such property']);
		expect(partOf({ stage: ' ' }, dropping).dropped).toBeUndefined();
		expect(partOf({}, dropping).dropped).toBeUndefined();
	});

	it('are found by their own words only', () => {
		expect(unknownOption({ ...stage, options: [] }, '"x"')).toBe(
			'The property "Stage" has no option "x". Add it in HubSpot, or set what is to happen with unknown options.',
		);
	});
});

describe('definitions', () => {
	it('are writable unless HubSpot keeps them', () => {
		expect(isWritable(changedDefinition('city'))).toBe(true);
		expect(isWritable(changedDefinition('city', { modificationMetadata: undefined, calculated: false }))).toBe(true);
		expect(isWritable(changedDefinition('city', { modificationMetadata: { readOnlyValue: true } }))).toBe(false);
		expect(isWritable(changedDefinition('city', { calculated: true }))).toBe(false);
	});

	it('are unique where HubSpot says so, and for the e-mail address of contacts', () => {
		expect(isUnique(changedDefinition('city'), 'contacts')).toBe(false);
		expect(isUnique(changedDefinition('city', { hasUniqueValue: true }), 'companies')).toBe(true);
		expect(isUnique(changedDefinition('email', { hasUniqueValue: false }), 'contacts')).toBe(true);
		expect(isUnique(changedDefinition('email', { hasUniqueValue: false }), 'companies')).toBe(false);
	});

	it('are called by their labels', () => {
		expect(labelOf(CONTACT_DEFINITIONS, 'lead_key')).toBe('Lead Key');
		expect(labelOf(CONTACT_DEFINITIONS, 'shoe_size')).toBe('shoe_size');
	});

	it.each([
		[
			{ by: 'unique', property: 'x' } as const,
			{
				code: 'PROPERTY_UNKNOWN',
				reason: 'HubSpot has no property "x" for people. Choose another property to match on.',
			},
		],
		[
			{ by: 'unique', property: 'city' } as const,
			{
				code: 'SETTING_INVALID',
				reason:
					'HubSpot does not keep the property "City" unique. Choose a unique one, or set Match By to "Other Property (Search)".',
			},
		],
		[
			{ by: 'search', property: 'kontaktkategorie' } as const,
			{
				code: 'SETTING_INVALID',
				reason:
					'The property "Kontaktkategorie" holds several choices, so that it does not tell records apart. Choose another property to match on.',
			},
		],
		[{ by: 'search', property: 'city' } as const, undefined],
		[{ by: 'recordId' } as const, undefined],
	])('tell whether records can be found by %j', (key, problem) => {
		expect(keysProblem([key], CONTACT_DEFINITIONS, { name: 'contacts', plural: 'people' })).toEqual(problem);
	});
});
