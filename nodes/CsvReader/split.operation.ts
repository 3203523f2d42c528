import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readFormat } from './fields/formatFields';
import { readLimits } from './fields/limitOptions';
import { readRecordsPerSlice } from './fields/splitFields';

export { description } from './fields/splitFields';

/** Plans the slices of large files: find, plan, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return [];
}
