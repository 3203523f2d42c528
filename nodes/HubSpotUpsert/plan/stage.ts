import type { Definition, Option } from './definition';

/** The properties of an object type that hold a record's pipeline and stage. */
export interface PipelineProperties {
	pipelineProperty: string;
	stageProperty: string;
}

/** The stages of a pipeline, or all where the draft names no pipeline. Stages of two pipelines may have one label. */
export function stageOptions({ options }: Definition, pipelineId: string | undefined): readonly Option[] {
	if (pipelineId === undefined) return options;
	const own = options.filter((option) => option.pipelineId === pipelineId);
	return own.length > 0 ? own : options;
}

/** The stage with that internal value. */
export function chosenStage({ options }: Definition, value: string | undefined): Option | undefined {
	return options.find((option) => option.value === value);
}
