import type { ConversionSettings } from './convert/convert';
import type { Definitions } from './definition';
import type { Key } from './key';
import type { PipelineProperties } from './stage';

/** What to do with an item that has nothing in the property, or properties, that tell records apart. */
type EmptyKeyPolicy = 'reject' | 'create';

/** What to do with items that name the same record. */
export type DuplicatePolicy = 'merge' | 'lastWins' | 'firstWins' | 'reject';

export type UnknownOptionPolicy = 'reject' | 'drop' | 'add';

export type UnknownPropertyPolicy = 'reject' | 'drop' | 'create';

/** What the user has chosen; the same for all drafts. */
export interface PlanPolicies {
	emptyKey: EmptyKeyPolicy;
	duplicates: DuplicatePolicy;
	/** Whether an empty value empties the property, or leaves it as it is. */
	emptyValues: 'leave' | 'clear';
	unknownOption: UnknownOptionPolicy;
	unknownProperty: UnknownPropertyPolicy;
	conversion: ConversionSettings;
}

/** What does not differ from draft to draft. */
export interface PlanSettings extends PlanPolicies {
	/** The first of them for which a draft has a value decides. */
	keys: readonly Key[];
	definitions: Definitions;
	/** Where stages belong to pipelines. */
	pipeline?: PipelineProperties;
}
