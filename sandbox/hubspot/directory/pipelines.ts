import { DEALS, TICKETS } from '../objectTypes.ts';

export interface PipelineStage {
	id: string;
	label: string;
	displayOrder: number;
	metadata: Record<string, string>;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
	writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT';
}

export interface Pipeline {
	id: string;
	label: string;
	displayOrder: number;
	stages: PipelineStage[];
	createdAt: string;
	updatedAt: string;
	archived: boolean;
}

const SINCE = { createdAt: '2025-11-03T09:00:00.000Z', updatedAt: '2025-11-03T09:00:00.000Z', archived: false };

/** A stage in one line: id, label, and the metadata that HubSpot keeps of it. */
type StageRow = readonly [id: string, label: string, metadata: Record<string, string>];

function pipeline(id: string, label: string, stages: readonly StageRow[]): Pipeline {
	return {
		id,
		label,
		displayOrder: 0,
		stages: stages.map(([stageId, stageLabel, metadata], displayOrder) => ({
			id: stageId,
			label: stageLabel,
			displayOrder,
			metadata,
			...SINCE,
			writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
		})),
		...SINCE,
	};
}

const chance = (probability: string) => ({ isClosed: String(/^(1|0)\.0$/.test(probability)), probability });

const PIPELINES = new Map<string, readonly Pipeline[]>([
	[
		DEALS,
		[
			pipeline('default', 'Sales Pipeline', [
				['appointmentscheduled', 'Appointment Scheduled', chance('0.2')],
				['qualifiedtobuy', 'Qualified To Buy', chance('0.4')],
				['contractsent', 'Contract Sent', chance('0.9')],
				['closedwon', 'Closed Won', chance('1.0')],
				['closedlost', 'Closed Lost', chance('0.0')],
			]),
			pipeline('758210', 'Formations', [
				['1204501', 'Demande reçue', chance('0.2')],
				['1204502', 'Conseil donné', chance('0.5')],
				['1204503', 'Inscription', chance('1.0')],
				['1204504', 'Sans suite', chance('0.0')],
			]),
		],
	],
	[
		TICKETS,
		[
			pipeline('0', 'Support Pipeline', [
				['1', 'New', { ticketState: 'OPEN', isClosed: 'false' }],
				['2', 'Waiting on contact', { ticketState: 'OPEN', isClosed: 'false' }],
				['3', 'Waiting on us', { ticketState: 'OPEN', isClosed: 'false' }],
				['4', 'Closed', { ticketState: 'CLOSED', isClosed: 'true' }],
			]),
		],
	],
]);

/** The pipelines of deals and of tickets; other objects have none here. */
export function pipelinesOf(typeId: string): readonly Pipeline[] {
	return PIPELINES.get(typeId) ?? [];
}
