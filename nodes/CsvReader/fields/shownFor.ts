import type { INodeProperties } from 'n8n-workflow';

/** Makes a function that shows a field for this operation only, and for what the field itself asks for. */
export function shownFor(operation: string): (field: INodeProperties) => INodeProperties {
	return (field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, operation: [operation] } },
	});
}
